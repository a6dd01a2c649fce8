package dev.parley.pbx.asterisk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.asteriskjava.manager.response.ManagerResponse;

/**
 * Takes the answers to texts off the wire before asterisk-java reads them: it would build each by reflection and hand it
 * through one more thread, which took a fifth of Parley's time in a busy room.
 */
final class TextAnswers {
    private static final String ACTION_ID = "ActionID: ";
    private static final String OURS = ACTION_ID + "parley-text-";
    private static final String MESSAGE = "Message: ";

    private record Asked(CompletableFuture<AmiReply> reply, long deadline) {}

    private final AtomicLong count = new AtomicLong();
    private final Map<String, Asked> waiting = new ConcurrentHashMap<>();

    /**
     * @param send is given the ActionID to send, when the answer can be taken
     * @return the answer, {@link AmiReply.Lost} if it is not taken within the patience
     */
    CompletableFuture<AmiReply> expect(Duration patience, Consumer<String> send) {
        String line = OURS + count.incrementAndGet();
        CompletableFuture<AmiReply> reply = new CompletableFuture<>();
        waiting.put(line, new Asked(reply, System.nanoTime() + patience.toNanos()));
        send.accept(line.substring(ACTION_ID.length()));
        return reply;
    }

    /** Whether a frame with this line is an answer to a text. */
    static boolean areMeantBy(String line) {
        return line.startsWith(OURS);
    }

    /** @param frame its second line is the ActionID, as Asterisk writes it */
    void take(List<String> frame) {
        Optional.ofNullable(waiting.remove(frame.get(1)))
                .ifPresent(asked -> asked.reply().complete(reply(frame)));
    }

    /** Gives up those whose patience is over. One timer for each text would cost more than the text. */
    void expire() {
        long now = System.nanoTime();
        waiting.forEach((line, asked) -> {
            if (asked.deadline() - now <= 0) {
                lose(line);
            }
        });
    }

    /** The connection has ended. */
    void loseAll() {
        new ArrayList<>(waiting.keySet()).forEach(this::lose);
    }

    private void lose(String line) {
        Optional.ofNullable(waiting.remove(line))
                .ifPresent(asked -> asked.reply().complete(new AmiReply.Lost()));
    }

    private static AmiReply reply(List<String> frame) {
        return frame.getFirst().endsWith(" Success")
                ? new AmiReply.Success(new ManagerResponse())
                : new AmiReply.Failure(message(frame));
    }

    private static String message(List<String> frame) {
        return frame.stream()
                .filter(line -> line.startsWith(MESSAGE))
                .findFirst()
                .map(line -> line.substring(MESSAGE.length()))
                .orElse("no reason given");
    }
}
