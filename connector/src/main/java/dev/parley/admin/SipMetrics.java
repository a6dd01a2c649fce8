package dev.parley.admin;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Counts what Parley's own SIP side does. Called from many threads. */
public final class SipMetrics {
    /** Anything else is a phone's own word, and would be a time series of its own. */
    private static final Set<String> METHODS = Set.of(
            "ACK",
            "BYE",
            "CANCEL",
            "INFO",
            "INVITE",
            "MESSAGE",
            "NOTIFY",
            "OPTIONS",
            "PRACK",
            "PUBLISH",
            "REFER",
            "REGISTER",
            "SUBSCRIBE",
            "UPDATE");

    private final MeterRegistry registry;

    /** The registry itself takes too long to be asked for every request of a flood. */
    private final Map<Answer, Counter> answers = new ConcurrentHashMap<>();

    private record Answer(String method, int code) {}

    public SipMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A request was answered. */
    public void answered(String method, int code) {
        String known = METHODS.contains(method) ? method : "other";
        answers.computeIfAbsent(new Answer(known, code), this::counter).increment();
    }

    /** @param why a word of the code's own */
    public void dropped(String why) {
        Counter.builder("parley.sip.dropped")
                .description("SIP messages that Parley did not answer, by why")
                .tag("why", why)
                .register(registry)
                .increment();
    }

    public void watchPublications(Supplier<Number> held, Supplier<Number> failing) {
        publications("held", held);
        publications("failing", failing);
    }

    private void publications(String state, Supplier<Number> count) {
        Gauge.builder("parley.sip.publications", count)
                .description("Rooms that the presence server has (held), and rooms whose last PUBLISH failed (failing)")
                .tag("state", state)
                .register(registry);
    }

    private Counter counter(Answer answer) {
        return Counter.builder("parley.sip.requests")
                .description("SIP requests that Parley answered, by method and code")
                .tags("method", answer.method(), "code", Integer.toString(answer.code()))
                .register(registry);
    }
}
