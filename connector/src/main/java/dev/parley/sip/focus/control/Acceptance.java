package dev.parley.sip.focus.control;

import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.Sip;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Answers a REFER that is granted, does what it asks for, and tells its sender what came of it. */
final class Acceptance {
    private final Progresses progresses;
    private final Duration span;
    private final Sip sip;
    private final Executor threads;
    private final Clock clock;

    /** What a REFER asks for. */
    @FunctionalInterface
    interface Work {
        /** @return the SIP status of what came of it */
        int carriedOut();
    }

    /** @param span for how long its sender is told at most, unless it asks for more */
    Acceptance(Progresses progresses, Duration span, Sip sip, Executor threads, Clock clock) {
        this.progresses = progresses;
        this.span = span;
        this.sip = sip;
        this.threads = threads;
        this.clock = clock;
    }

    /**
     * Returns as soon as it is answered: what comes in the same dialog meanwhile must not wait for it.
     *
     * @param told whether the sender may hear what comes of it
     */
    void accept(Asked asked, boolean told, Work work) {
        boolean first = progresses.isFirst(asked.dialog().id());
        Incoming refer = asked.refer();
        var contact = sip.header("Contact", asked.contact());
        if (!told || asked.isQuiet()) {
            refer.answer(200, contact, sip.header("Refer-Sub", "false"));
            threads.execute(work::carriedOut);
            return;
        }
        String eventId = first ? "" : String.valueOf(asked.cseq());
        Progress progress = new Progress(asked.dialog().line(), eventId, span, sip, clock);
        progresses.add(asked.dialog().id(), asked.cseq(), progress);
        refer.answer(200, contact); // never 202 (RFC 7647 §5)
        threads.execute(() -> {
            follow(work, progress);
            progresses.remove(asked.dialog().id(), progress);
        });
    }

    private void follow(Work work, Progress progress) {
        CompletableFuture<Integer> result = CompletableFuture.supplyAsync(work::carriedOut, threads);
        progress.begin();
        progress.end(result.exceptionally(failure -> 500).join());
    }

    /** 500, since all that says the same in other words ends the call that it came in (RFC 5057 §5.1). */
    void refuseForNow(Asked asked, long seconds) {
        asked.refer().answer(500, sip.header("Retry-After", String.valueOf(seconds)));
    }
}
