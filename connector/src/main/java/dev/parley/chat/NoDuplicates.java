package dev.parley.chat;

import dev.parley.room.RoomId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Drops a request that came before: retransmitted on another branch, forked, or fetched again after a reconnect. The
 * same Call-ID and CSeq of one claimed sender within the window are the same text.
 */
final class NoDuplicates implements Rule {
    private static final int MOST_REMEMBERED = 100_000;

    private record Key(RoomId room, String user, String callId, String cseq) {}

    private final Duration window;
    private final Map<Key, Instant> seen = new LinkedHashMap<>();

    NoDuplicates(Duration window) {
        this.window = window;
    }

    @Override
    public synchronized Verdict judge(Said said) {
        Text text = said.text();
        if (text.callId().isEmpty()) {
            return Verdict.pass();
        }
        forget(text.received());
        Key key = new Key(text.room(), text.claim().user(), text.callId(), text.cseq());
        return seen.putIfAbsent(key, text.received()) == null ? Verdict.pass() : new Verdict.Drop("duplicate");
    }

    private void forget(Instant now) {
        Instant tooOld = now.minus(window);
        var oldest = seen.values().iterator();
        while (oldest.hasNext() && (oldest.next().isBefore(tooOld) || seen.size() >= MOST_REMEMBERED)) {
            oldest.remove();
        }
    }
}
