package dev.parley.chat;

/** Takes texts to phones: a PBX, in the eyes of the chat. Both calls block until the outcome is known; threads are cheap. */
public interface Courier {
    /**
     * What one message on the route can carry, of this copy: it depends on where the member's phones are, and a longer
     * way may be open to a long text. Blocks no longer than {@link #send}.
     *
     * @throws IllegalArgumentException for a route that is not this courier's
     */
    Limits limits(Route route, Copy copy);

    /** Sends one part; waits for a PBX that is out of sight, until the copy expires. */
    Outcome send(Part part);

    Outcome answer(Notice notice);
}
