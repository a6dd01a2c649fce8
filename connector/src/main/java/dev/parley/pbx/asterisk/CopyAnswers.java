package dev.parley.pbx.asterisk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.asteriskjava.manager.response.ManagerResponse;

/**
 * Takes the answers to the copies of texts off the wire before asterisk-java reads them: it would build each by reflection
 * and hand it through two more threads, which took a third of Parley's time in a busy room.
 */
final class CopyAnswers {
    private static final String ACTION_ID = "ActionID: ";
    private static final String OURS = "parley-copy-";
    private static final String MESSAGE = "Message: ";

    private final AtomicLong count = new AtomicLong();
    private final Map<String, Consumer<AmiReply>> waiting = new ConcurrentHashMap<>();

    /** @return the ActionID to send */
    String expect(Consumer<AmiReply> onReply) {
        String id = OURS + count.incrementAndGet();
        waiting.put(id, onReply);
        return id;
    }

    /** @return whether it was an answer to one of ours */
    boolean take(List<String> frame) {
        Optional<String> id = value(frame, ACTION_ID).filter(value -> value.startsWith(OURS));
        Optional<Consumer<AmiReply>> asked = id.flatMap(known -> Optional.ofNullable(waiting.remove(known)));
        asked.ifPresent(onReply -> onReply.accept(reply(frame)));
        return id.isPresent();
    }

    private static AmiReply reply(List<String> frame) {
        return frame.getFirst().endsWith(" Success")
                ? new AmiReply.Success(new ManagerResponse())
                : new AmiReply.Failure(value(frame, MESSAGE).orElse("no reason given"));
    }

    private static Optional<String> value(List<String> frame, String header) {
        for (String line : frame) {
            if (line.startsWith(header)) {
                return Optional.of(line.substring(header.length()));
            }
        }
        return Optional.empty();
    }
}
