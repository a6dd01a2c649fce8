package dev.parley.room;

/** What a member is or does in the room just now. */
public enum Flag {
    ADMIN,
    MARKED,
    WAITING,
    MUTED,
    TALKING,
    HELD,
    /** In a room with a scribe: the PBX's own relay brings it, too, what others write inside their calls. */
    OVERHEARS
}
