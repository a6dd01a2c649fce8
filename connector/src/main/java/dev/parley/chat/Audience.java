package dev.parley.chat;

/** For whom a text is. */
public sealed interface Audience {
    /** All other members of the chat. */
    record Everyone() implements Audience {}

    /**
     * One person in the sender's own room: a private text.
     *
     * @param user the account or the user part of the address that the sender named
     */
    record Only(String user) implements Audience {}

    static Audience everyone() {
        return new Everyone();
    }
}
