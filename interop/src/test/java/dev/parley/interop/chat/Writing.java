package dev.parley.interop.chat;

import dev.parley.interop.phone.ReceivedText;
import dev.parley.interop.phone.TestPhone;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** A phone that writes one numbered text after the other while something else happens. */
final class Writing {
    private static final String NOT_AVAILABLE = "is not available right now: your message was not delivered";

    private final TestPhone phone;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicInteger accepted = new AtomicInteger();
    private final Thread thread;

    private Writing(TestPhone phone, long pauseMillis) {
        this.phone = phone;
        this.thread = Thread.ofVirtual().start(() -> write(pauseMillis));
    }

    static Writing every(long pauseMillis, TestPhone phone) {
        return new Writing(phone, pauseMillis);
    }

    private void write(long pauseMillis) {
        try {
            while (!ended.get()) {
                if (phone.sendMessage("3001", "no " + (accepted.get() + 1)).status() != 202) {
                    throw new IllegalStateException("Asterisk did not take a text of " + phone.user());
                }
                accepted.incrementAndGet();
                TimeUnit.MILLISECONDS.sleep(pauseMillis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    int accepted() {
        return accepted.get();
    }

    void end() {
        ended.set(true);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many of its texts it was told about that they were not delivered. */
    int told() {
        return (int) phone.texts().stream()
                .filter(text -> text.body().contains(NOT_AVAILABLE))
                .count();
    }

    /** The numbers of its texts that somebody has read, in the order in which they were read. */
    List<Integer> readBy(TestPhone reader, String name) {
        String start = name + ": no ";
        return reader.texts().stream()
                .map(ReceivedText::body)
                .filter(body -> body.startsWith(start))
                .map(body -> Integer.valueOf(body.substring(start.length())))
                .toList();
    }

    /** The ids that Parley gave to those texts. */
    Set<String> marksOf(TestPhone reader, String name) {
        return reader.texts().stream()
                .filter(text -> text.body().startsWith(name + ": no "))
                .flatMap(text -> text.mark().stream())
                .collect(Collectors.toSet());
    }

    /** Whether each text has been read or reported by now. */
    Optional<Boolean> isAccountedFor(TestPhone reader, String name) {
        return readBy(reader, name).stream().distinct().count() + told() >= accepted()
                ? Optional.of(true)
                : Optional.empty();
    }
}
