package dev.parley.esl;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a listener was told. */
final class Heard implements EslListener {
    final List<EslEvent> events = new CopyOnWriteArrayList<>();
    final List<Long> missed = new CopyOnWriteArrayList<>();
    final CompletableFuture<EslException> end = new CompletableFuture<>();
    Optional<CompletableFuture<Void>> gate = Optional.empty();

    /** One that does not return from its first event until the gate opens. */
    static Heard behind(CompletableFuture<Void> gate) {
        Heard heard = new Heard();
        heard.gate = Optional.of(gate);
        return heard;
    }

    @Override
    public void event(EslEvent event) {
        gate.ifPresent(CompletableFuture::join);
        events.add(event);
    }

    @Override
    public void missed(long count, String why) {
        missed.add(count);
    }

    @Override
    public void ended(EslException why) {
        end.complete(why);
    }
}
