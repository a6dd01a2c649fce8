package dev.parley.sip.stack;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What jain-sip has parsed before. To parse an address or a header again for each copy of a text took a quarter of the
 * copy's time; to clone one takes next to none. Only so much is kept, since some of it phones wrote.
 */
final class Parsed<T> {
    private static final int MOST = 10_000;
    private static final int LONGEST = 255;

    private final Function<String, T> parse;
    private final UnaryOperator<T> copy;
    private final Map<String, T> parsed = new ConcurrentHashMap<>();

    /** @param copy makes another one, since what jain-sip gives can be changed by whoever gets it */
    Parsed(Function<String, T> parse, UnaryOperator<T> copy) {
        this.parse = parse;
        this.copy = copy;
    }

    T get(String written) {
        T known = parsed.get(written);
        if (known != null) {
            return copy.apply(known);
        }
        T fresh = parse.apply(written);
        if (written.length() <= LONGEST) {
            keep(written, copy.apply(fresh));
        }
        return fresh;
    }

    private void keep(String written, T value) {
        if (parsed.size() >= MOST) {
            parsed.clear();
        }
        parsed.put(written, value);
    }
}
