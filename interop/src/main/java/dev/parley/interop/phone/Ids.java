package dev.parley.interop.phone;

import java.util.concurrent.ThreadLocalRandom;

/** Names for calls, tags and branches. */
final class Ids {
    private Ids() {}

    static String fresh() {
        return Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36);
    }

    static String branch() {
        return "z9hG4bK" + fresh();
    }
}
