package dev.parley.pbx.freeswitch;

import dev.parley.conference.Conference;
import dev.parley.conference.ConferenceInfo;
import dev.parley.conference.Description;
import dev.parley.conference.Document;
import dev.parley.conference.Occasion;
import dev.parley.conference.Pace;
import dev.parley.conference.Sequence;
import dev.parley.conference.View;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the subscribers of one room have been told, and what they are owed. FreeSWITCH gives the same document to all of them,
 * so all see what a member may see. Not thread-safe.
 */
final class Bulletin {
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final Description description;
    private Conference conference;
    private Sequence sequence;
    private Pace pace = Pace.RECOMMENDED;
    private boolean news;
    /** Somebody was there since its subscriptions began. */
    private boolean lived;

    private final List<String> asking = new ArrayList<>();

    /** @param callId of the one subscription that it is for; empty if it is for all */
    record Issue(Document document, Optional<String> callId, boolean last) {}

    Bulletin(Conference conference, Description description, Instant now) {
        this.description = description;
        this.conference = conference;
        this.sequence = Sequence.begin(now);
        this.lived = !conference.isEmpty();
    }

    void become(Conference changed) {
        conference = changed;
        news = true;
        lived = lived || !changed.isEmpty();
    }

    /** Somebody subscribed, or did so anew, and is owed all there is (RFC 6665 §4.2.1.2). */
    void asked(String callId) {
        asking.add(callId);
    }

    /** When there is something to tell; empty if there is nothing. */
    Optional<Instant> due(Instant now) {
        if (!asking.isEmpty()) {
            return Optional.of(pace.due(Occasion.SUBSCRIBED, now));
        }
        return news || sequence.owesDeletion() ? Optional.of(pace.due(Occasion.CHANGE, now)) : Optional.empty();
    }

    /** Whoever has subscribed to an empty room refreshes that within an hour. */
    boolean isForgotten(Instant now) {
        return conference.isOver()
                && due(now).isEmpty()
                && pace.last().filter(at -> at.isAfter(now.minus(REMEMBERED))).isEmpty();
    }

    /** What is to be sent now, in this order. */
    List<Issue> issues(Instant now) {
        List<Issue> issues = new ArrayList<>();
        sequence.next(View.MEMBER.of(ConferenceInfo.of(conference, description)))
                .ifPresent(step -> {
                    issues.add(new Issue(step.document(), Optional.empty(), false));
                    sequence = step.delivered();
                });
        asking.forEach(callId ->
                sequence.current().ifPresent(document -> issues.add(new Issue(document, Optional.of(callId), false))));
        asking.clear();
        news = false;
        if (lived && conference.isOver()) {
            issues.add(end(now));
        }
        pace = pace.sent(now);
        return issues;
    }

    /** It ends all subscriptions; versions go on, since a client may be quick to subscribe anew. */
    private Issue end(Instant now) {
        Document last = sequence.end(description);
        sequence = Sequence.begin(Instant.ofEpochSecond(Math.max(now.getEpochSecond(), last.version())));
        lived = false;
        return new Issue(last, Optional.empty(), true);
    }
}
