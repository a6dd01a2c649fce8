package dev.parley.conference;

import java.util.List;
import java.util.OptionalInt;

/**
 * What the configuration says about a room (RFC 4575 §5.3). It has no state of its own and strict readers replace it
 * whole, so every document carries it, the same and complete; Jitsi Desktop refuses documents without it.
 *
 * @param entity the room URI, which is also what one subscribes to; in one spelling for ever (§4.5)
 * @param displayText the room's name; empty is replaced by the entity
 * @param subject what the meeting is about; empty is replaced by the name, because Linphone's title is the subject
 * @param conferenceUris by which the room can be called
 * @param maximumUserCount most users that the room takes, if there is a limit
 * @param media what the room as a whole offers
 */
public record Description(
        String entity,
        String displayText,
        String subject,
        List<String> conferenceUris,
        OptionalInt maximumUserCount,
        List<Media> media) {
    public Description {
        displayText = displayText.isBlank() ? entity : displayText;
        subject = subject.isBlank() ? displayText : subject;
        conferenceUris = List.copyOf(conferenceUris);
        media = List.copyOf(media);
    }

    /** A room with audio and text, that can be called by its own URI. */
    public static Description of(String entity, String displayText) {
        return new Description(
                entity,
                displayText,
                "",
                List.of(entity),
                OptionalInt.empty(),
                List.of(Media.audio(MediaStatus.SENDRECV), Media.message()));
    }

    public Description about(String newSubject) {
        return new Description(entity, displayText, newSubject, conferenceUris, maximumUserCount, media);
    }

    public Description forAtMost(int users) {
        return new Description(entity, displayText, subject, conferenceUris, OptionalInt.of(users), media);
    }

    /** Only what the room is called. */
    Description titleOnly() {
        return new Description(entity, displayText, subject, List.of(), OptionalInt.empty(), List.of());
    }
}
