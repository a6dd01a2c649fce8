package dev.parley.pbx.freeswitch;

import dev.parley.chat.Outcome;
import dev.parley.esl.EslEvent;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Brings each SMS::DELIVERY_REPORT to whoever sent that text: FreeSWITCH hands back all headers it was given (1.11). */
final class Reports {
    static final String SUBCLASS = "SMS::DELIVERY_REPORT";
    /** Our own header, by which a report is known. */
    static final String ID = "parley-id";

    private final String run = Long.toHexString(System.nanoTime());
    private final AtomicLong last = new AtomicLong();
    private final Map<String, CompletableFuture<Optional<Outcome>>> awaited = new ConcurrentHashMap<>();

    /** A text whose report is awaited. */
    final class Awaited implements AutoCloseable {
        private final String id = run + "-" + last.incrementAndGet();
        private final CompletableFuture<Optional<Outcome>> outcome = new CompletableFuture<>();

        private Awaited() {
            awaited.put(id, outcome);
        }

        String id() {
            return id;
        }

        /** Completes with empty when the connection ends before the report comes. */
        CompletableFuture<Optional<Outcome>> outcome() {
            return outcome;
        }

        @Override
        public void close() {
            awaited.remove(id);
        }
    }

    boolean areAwaited() {
        return !awaited.isEmpty();
    }

    Awaited expect() {
        return new Awaited();
    }

    void reported(EslEvent report) {
        report.header(ID)
                .flatMap(id -> Optional.ofNullable(awaited.get(id)))
                .ifPresent(waiting -> waiting.complete(Optional.of(outcome(report))));
    }

    void lost() {
        awaited.values().forEach(waiting -> waiting.complete(Optional.empty()));
    }

    private static Outcome outcome(EslEvent report) {
        String status = report.header("Status").orElse("");
        String code = report.header("Delivery-Result-Code").orElse("");
        return switch (status) {
            case "Accepted" -> new Outcome.HandedOver();
            case "Success" -> new Outcome.Delivered(number(code));
            default -> new Outcome.Refused(code.isEmpty() ? "no way to the phone" : "the phone answered " + code);
        };
    }

    private static int number(String code) {
        try {
            return Integer.parseInt(code.strip());
        } catch (NumberFormatException e) {
            return 200;
        }
    }
}
