package dev.parley.config;

import dev.parley.chat.Rate;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Reads {@code chat}. */
final class ChatReader {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private ChatReader() {}

    static ChatConfig read(Section chat) {
        return new ChatConfig(
                types(chat),
                chat.get("max-bytes", Kinds.number(100, 65536), 4000),
                chat.get("rate-per-sender", Rates.rate(), new Rate(2, 10)),
                chat.get("rate-per-room", Rates.rate(), new Rate(20, 60)),
                chat.get("duplicates", Durations.between(SECOND, TEN_MINUTES), Duration.ofSeconds(60)),
                chat.get("expiry", Durations.between(SECOND, TEN_MINUTES), Duration.ofSeconds(30)),
                chat.get("lane", Kinds.number(1, 10000), 100),
                chat.get("drain", Durations.between(Duration.ZERO, Duration.ofSeconds(60)), Duration.ofSeconds(5)));
    }

    private static Set<String> types(Section chat) {
        if (chat.has("types") && chat.isEmpty("types")) {
            chat.wrong("types", "would let nothing pass.", "Write for example [text/plain].");
        }
        return Set.copyOf(chat.list("types", Kinds.mediaType()).orElse(List.of("text/plain")));
    }
}
