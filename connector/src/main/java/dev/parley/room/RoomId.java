package dev.parley.room;

/**
 * A conference of one PBX.
 *
 * @param pbx the PBX's name in the configuration
 * @param name the conference's name on that PBX, as ConfBridge or mod_conference knows it
 */
public record RoomId(String pbx, String name) {
    @Override
    public String toString() {
        return pbx + "/" + name;
    }
}
