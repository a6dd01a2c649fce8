package dev.parley.sip.notifier;

import dev.parley.conference.Conference;
import dev.parley.conference.ConferenceInfo;
import dev.parley.conference.Description;
import dev.parley.conference.View;
import dev.parley.room.Room;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One moment of a room for all who subscribe to it. Each view is made once and not before somebody is told, since a room may
 * have a thousand subscribers.
 */
final class Views {
    private final Conference conference;
    private final Description description;
    private final Map<View, ConferenceInfo> made = new ConcurrentHashMap<>();

    Views(Conference conference, Description description) {
        this.conference = conference;
        this.description = description;
    }

    Room room() {
        return conference.own().room();
    }

    boolean isOver() {
        return conference.isOver();
    }

    Description description() {
        return description;
    }

    ConferenceInfo of(View view) {
        ConferenceInfo known = made.get(view);
        if (known != null) {
            return known;
        }
        ConferenceInfo all = view == View.MODERATOR ? ConferenceInfo.of(conference, description) : of(View.MODERATOR);
        return made.computeIfAbsent(view, wanted -> wanted.of(all));
    }
}
