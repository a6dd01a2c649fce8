package dev.parley.pbx.asterisk;

import dev.parley.pbx.Dialled;
import dev.parley.room.MemberId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The calls to each phone of one callee: where the first of them is answered, the others end. Thread-safe. */
final class Fork {
    private static final int GLOBAL_FAILURE = 600;
    private static final int SERVER_FAILURE = 500;

    private final Consumer<String> hangUp;
    private final Set<String> open;
    private final CompletableFuture<Dialled> outcome = new CompletableFuture<>();
    private Optional<String> answered = Optional.empty();
    private Optional<Dialled.Failed> best = Optional.empty();

    /** @param hangUp ends one of the legs; must not block */
    Fork(List<String> legs, Consumer<String> hangUp) {
        this.open = new LinkedHashSet<>(legs);
        this.hangUp = hangUp;
    }

    CompletableFuture<Dialled> outcome() {
        return outcome;
    }

    /** Those that have not ended. */
    synchronized List<String> open() {
        return List.copyOf(open);
    }

    /** One that is answered a moment after the first, or after the callee has declined, goes out again. */
    synchronized void answered(String leg) {
        if (answered.isEmpty() && !outcome.isDone()) {
            answered = Optional.of(leg);
            endOthersThan(leg);
        } else if (!answered.equals(Optional.of(leg))) {
            hangUp.accept(leg);
        }
    }

    /** The leg is in the room. */
    synchronized void joined(String leg) {
        answered(leg);
        if (answered.equals(Optional.of(leg))) {
            outcome.complete(new Dialled.Joined(new MemberId(leg)));
        }
    }

    synchronized void failed(String leg, Dialled.Failed how) {
        if (!open.remove(leg)) {
            return;
        }
        best = Optional.of(
                best.filter(other -> !isBetter(how.code(), other.code())).orElse(how));
        if (answered.equals(Optional.of(leg))) {
            outcome.complete(how);
        } else if (how.code() >= GLOBAL_FAILURE && answered.isEmpty()) {
            outcome.complete(how); // the callee has decided, not one of the phones (RFC 3261 §21.6)
            endOthersThan(leg);
        } else if (open.isEmpty()) {
            best.ifPresent(outcome::complete);
        }
    }

    private void endOthersThan(String leg) {
        open.stream().filter(other -> !other.equals(leg)).forEach(hangUp);
    }

    /** RFC 3261 §16.7 (6); of refusals the highest, so that busy tells more than a phone that is away. */
    private static boolean isBetter(int code, int than) {
        boolean refusal = code < SERVER_FAILURE;
        return refusal == than < SERVER_FAILURE ? code > than : refusal;
    }
}
