package dev.parley.chat;

/** Hears what was decided about a text that it took in, before any copy goes out. Called in the room's order; must not block. */
@FunctionalInterface
public interface Reception {
    void decided(Relayed relayed);
}
