package dev.parley.room;

/** One leg in a room, by the id that the PBX gave it (Asterisk: the channel's Uniqueid). */
public record MemberId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
