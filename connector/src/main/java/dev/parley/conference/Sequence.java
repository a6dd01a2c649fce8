package dev.parley.conference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The documents of one subscription, or of one room where the PBX gives the same document to all of its subscribers: what
 * was told last, under which version, and so what is next. Immutable; ask for one document at a time and go on with
 * {@link Step#delivered} or {@link Step#failed} as the NOTIFY was answered.
 *
 * <p>Where one document goes to all: {@link #next} for all of them, and to each new subscriber or one that asks again
 * {@link #current}, which all others hold as well. So all of them can take the next partial document, and one that missed a
 * version has its full state back by subscribing again, as RFC 4575 §4.6 tells it to.
 */
public final class Sequence {
    /** In a larger room a leaver is deleted at once, without being shown as disconnected first. */
    private static final int MOST_USERS_FOR_FAREWELLS = 50;

    private static final long LAST_VERSION = 0xFFFF_FFFFL;

    /** At the recommended pace, days pass between a sequence being spent and its last version. */
    private static final long RESERVE = 100_000;

    private final long version;
    private final Optional<ConferenceInfo> told;
    /** Whom the reader may hold beside those in {@link #told}, since a NOTIFY failed. */
    private final Set<String> doubtful;

    /** A document to send, and the sequence after it. */
    public record Step(Document document, Sequence delivered, Sequence failed) {}

    private Sequence(long version, Optional<ConferenceInfo> told, Set<String> doubtful) {
        this.version = version;
        this.told = told;
        this.doubtful = doubtful;
    }

    /** For a new subscription: its first document has version 1. */
    public static Sequence begin() {
        return new Sequence(0, Optional.empty(), Set.of());
    }

    /**
     * For subscriptions that outlive this process: versions go on from the clock's seconds, so they never go back. Fewer
     * than one document per second are made. Linphone 5.1 gives a subscription up when a version goes back.
     */
    public static Sequence begin(Instant now) {
        return new Sequence(now.getEpochSecond(), Optional.empty(), Set.of());
    }

    /**
     * For a subscription that a Parley before this one served: its next document is a full one.
     *
     * @param version at least that of the last document
     * @param shown whom the reader may hold, by entity; who is not there any more is listed as deleted
     */
    public static Sequence resumed(long version, Set<String> shown) {
        return new Sequence(version, Optional.empty(), Set.copyOf(shown));
    }

    /** Whom the reader may hold, by entity. */
    public Set<String> shown() {
        return readersUsers();
    }

    /** The version of the last document, or the one before the first. */
    public long version() {
        return version;
    }

    /** The 32 bits of the version are nearly used up (RFC 4575 §5.2): end the subscription, so that a new one begins. */
    public boolean isSpent() {
        return version >= LAST_VERSION - RESERVE;
    }

    /** Whether somebody who left is still shown as disconnected, so that one more document is owed. */
    public boolean owesDeletion() {
        return told.stream().flatMap(info -> info.users().stream()).anyMatch(Sequence::hasLeaver);
    }

    /** What is owed after a SUBSCRIBE, changed or not (RFC 6665 §4.2.1.2, RFC 4575 §3.2): all of it. */
    public Step full(ConferenceInfo now) {
        ConferenceInfo shown = withFarewells(now);
        return step(document(State.FULL, shown, shown.users()), shown);
    }

    /** What is new since the last document, if anything that the reader sees is; as little as will do. */
    public Optional<Step> next(ConferenceInfo now) {
        if (told.isEmpty()) {
            return Optional.of(full(now));
        }
        ConferenceInfo shown = withFarewells(now);
        if (!shown.differsFrom(told.get())) {
            return Optional.empty();
        }
        return Optional.of(step(smaller(shown), shown));
    }

    /** The last told state as a full document of the same version, as RFC 4575 §5.2 allows; empty if none was told. */
    public Optional<Document> current() {
        return told.map(
                info -> new Document(State.FULL, version, info.description(), info.state(), info.users(), List.of()));
    }

    /** The room is over. Nothing comes after it in this subscription. */
    public Document end(Description description) {
        return new Document(
                State.DELETED,
                version + 1,
                description,
                new ConferenceState(0, Optional.of(false)),
                List.of(),
                List.of());
    }

    /**
     * A partial document is smaller unless each user changed. With somebody to delete it is taken even then, by which it is
     * six bytes too long: Jitsi Desktop takes a deleted user in a full document for a member.
     */
    private Document smaller(ConferenceInfo shown) {
        List<User> before = told.map(ConferenceInfo::users).orElse(List.of());
        Map<String, User> known = before.stream().collect(Collectors.toMap(User::entity, Function.identity()));
        List<User> changed = shown.users().stream()
                .filter(user -> !user.equals(known.get(user.entity())))
                .toList();
        boolean allChanged = changed.size() == shown.users().size();
        return allChanged && gone(shown).isEmpty()
                ? document(State.FULL, shown, shown.users())
                : document(State.PARTIAL, shown, changed);
    }

    private Document document(State state, ConferenceInfo shown, List<User> users) {
        return new Document(state, version + 1, shown.description(), shown.state(), users, gone(shown));
    }

    private Step step(Document document, ConferenceInfo shown) {
        Set<String> anybody = readersUsers();
        shown.users().forEach(user -> anybody.add(user.entity()));
        return new Step(
                document,
                new Sequence(document.version(), Optional.of(shown), Set.of()),
                new Sequence(document.version(), Optional.empty(), anybody));
    }

    private List<String> gone(ConferenceInfo shown) {
        Set<String> gone = readersUsers();
        shown.users().forEach(user -> gone.remove(user.entity()));
        return List.copyOf(gone);
    }

    private Set<String> readersUsers() {
        Set<String> users = new LinkedHashSet<>(doubtful);
        told.ifPresent(info -> info.users().forEach(user -> users.add(user.entity())));
        return users;
    }

    /** Those who left since the last document are shown as disconnected once (RFC 4575 §5.7.6). */
    private ConferenceInfo withFarewells(ConferenceInfo now) {
        if (told.isEmpty() || told.get().users().size() > MOST_USERS_FOR_FAREWELLS) {
            return now;
        }
        Map<String, User> shown = new LinkedHashMap<>();
        now.users().forEach(user -> shown.put(user.entity(), user));
        for (User before : told.get().users()) {
            List<Endpoint> leavers = leavers(before, now);
            if (!leavers.isEmpty()) {
                shown.merge(before.entity(), before.with(leavers), Sequence::joined);
            }
        }
        return now.with(List.copyOf(shown.values()));
    }

    private static List<Endpoint> leavers(User before, ConferenceInfo now) {
        List<Endpoint> leavers = new ArrayList<>();
        for (Endpoint endpoint : before.endpoints()) {
            Departure departure = now.departed().get(endpoint.seat());
            if (departure != null && endpoint.isHere() && !now.has(endpoint.seat())) {
                leavers.add(endpoint.gone(departure));
            }
        }
        return leavers;
    }

    private static User joined(User here, User leaving) {
        List<Endpoint> all = new ArrayList<>(here.endpoints());
        all.addAll(leaving.endpoints());
        return here.with(all);
    }

    private static boolean hasLeaver(User user) {
        return !user.endpoints().stream().allMatch(Endpoint::isHere);
    }
}
