package dev.parley.sip.message;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** How requests were answered lately, so that one that comes again on another way is answered as before. */
final class RecentAnswers {
    private static final int MOST = 10_000;

    /** What makes a request the same one (RFC 3261 §8.2.2.2). */
    record Key(String fromTag, String callId, String cseq) {}

    private final SequencedMap<Key, Integer> codes = new LinkedHashMap<>();

    synchronized void add(Key key, int code) {
        codes.put(key, code);
        if (codes.size() > MOST) {
            codes.pollFirstEntry();
        }
    }

    synchronized Optional<Integer> of(Key key) {
        return Optional.ofNullable(codes.get(key));
    }
}
