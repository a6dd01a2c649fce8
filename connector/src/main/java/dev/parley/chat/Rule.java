package dev.parley.chat;

/** One reason why a text may not go out. Asked in the room's own order; may keep state, must not block. */
@FunctionalInterface
public interface Rule {
    Verdict judge(Said said);
}
