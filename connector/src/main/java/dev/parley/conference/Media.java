package dev.parley.conference;

/**
 * One medium of a member or of the room (RFC 4575 §5.8, §5.3.4).
 *
 * @param id the key among the media of one endpoint
 * @param type as in SDP, for example {@code audio}
 * @param label ties a member's medium to the room's
 */
public record Media(String id, String type, String label, MediaStatus status) {
    static Media audio(MediaStatus status) {
        return new Media("1", "audio", "a1", status);
    }

    static Media message() {
        return new Media("2", "message", "m1", MediaStatus.SENDRECV);
    }
}
