package dev.parley.room;

/** What a member is or does in the room just now. */
public enum Flag {
    ADMIN,
    MARKED,
    WAITING,
    MUTED,
    TALKING,
    HELD
}
