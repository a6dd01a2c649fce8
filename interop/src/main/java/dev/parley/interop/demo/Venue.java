package dev.parley.interop.demo;

import dev.parley.config.Config;
import dev.parley.interop.phone.PhoneOptions;

/** The PBX on which the demo takes place. */
interface Venue extends AutoCloseable {
    String name();

    /** How a Parley beside it is set. */
    Config config();

    PhoneOptions phone(String person);

    int sipPort();

    /** What is said to whoever wants to join with a softphone. */
    String account();

    /** Whether long texts come in one piece. */
    boolean takesLongTexts();

    /** Whether the three write inside their calls rather than to the room's address. */
    boolean chatsInsideCalls();

    /** Whether the rooms are called through Parley, which then tells the phones who comes and goes. */
    default boolean isFocus() {
        return false;
    }

    /** Its own last words, for when something goes wrong. */
    String lastWords();

    @Override
    void close();
}
