package dev.parley.chat;

import dev.parley.room.MemberId;
import dev.parley.room.RoomId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Drops what the same member has just said by the other way: some phones write inside their call and outside of it at once. */
final class NoEchoes implements Rule {
    /** Longer than a phone takes for both, shorter than a person takes to say it again. */
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private static final int MOST_REMEMBERED = 1_000;

    private record Key(RoomId room, MemberId member, String body, boolean overheard) {}

    private final Map<Key, Instant> said = new LinkedHashMap<>();

    @Override
    public synchronized Verdict judge(Said now) {
        Text text = now.text();
        if (now.sender().isEmpty()) {
            return Verdict.pass();
        }
        forget(text.received());
        MemberId member = now.sender().get().id();
        boolean overheard = text.claim().overheard().isPresent();
        if (said.remove(new Key(text.room(), member, text.body(), !overheard)) != null) {
            return new Verdict.Drop("duplicate");
        }
        said.put(new Key(text.room(), member, text.body(), overheard), text.received());
        return Verdict.pass();
    }

    private void forget(Instant now) {
        Instant tooOld = now.minus(AT_ONCE);
        var oldest = said.values().iterator();
        while (oldest.hasNext() && (oldest.next().isBefore(tooOld) || said.size() >= MOST_REMEMBERED)) {
            oldest.remove();
        }
    }
}
