package dev.parley.sip.message;

import dev.parley.chat.Outcome;
import dev.parley.chat.RelayListener;
import dev.parley.chat.Relayed;
import dev.parley.chat.Settled;
import dev.parley.chat.TextId;
import dev.parley.room.Member;
import dev.parley.room.RoomId;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Receipts of texts (RFC 5438) for those who ask for them. They are collected for a while, so that a room of fifty does
 * not answer each text with fifty messages (§8.3). That a copy was taken says nothing of whether it was shown, so only
 * what phones say themselves is told as delivered or displayed; only a copy that failed is Parley's own to tell (§12.2).
 */
public final class Receipts implements RelayListener {
    private static final Duration COLLECTING = Duration.ofSeconds(5);

    private final ReceiptBook book = new ReceiptBook();
    private final ReceiptLetter letter;
    private final Whisper whisper;
    private final Executor later;
    private final Clock clock;

    public Receipts(Function<RoomId, String> addresses, Whisper whisper, Executor threads, Clock clock) {
        this(addresses, whisper, COLLECTING, threads, clock);
    }

    /** @param collecting how long receipts of one text wait for others */
    Receipts(Function<RoomId, String> addresses, Whisper whisper, Duration collecting, Executor threads, Clock clock) {
        this.letter = new ReceiptLetter(addresses);
        this.whisper = whisper;
        this.later = CompletableFuture.delayedExecutor(collecting.toMillis(), TimeUnit.MILLISECONDS, threads);
        this.clock = clock;
    }

    /** What stands in the CPIM headers of this text's copies. */
    public Optional<ReceiptRequest> request(TextId text) {
        return book.request(text);
    }

    /** A text was let through whose sender asks for receipts. */
    void asked(TextId text, RoomId room, Member asker, ReceiptRequest request) {
        book.asked(text, room, asker, request);
        if (request.kinds().contains(ReceiptRequest.Kind.PROCESSING)) {
            byte[] processed = letter.processed(room, asker, request.messageId(), clock.instant());
            whisper.toMember(room, asker, Cpim.TYPE, processed);
        }
    }

    void came(RoomId room, Member from, Receipt receipt) {
        book.came(room, new ReceiptBook.Word(from, receipt, clock.instant())).ifPresent(this::collectLater);
    }

    @Override
    public void decided(Relayed relayed) {}

    @Override
    public void settled(Settled settled) {
        if (isFailure(settled.outcome())) {
            book.failed(settled.copy().text(), settled.copy().to(), settled.at())
                    .ifPresent(this::collectLater);
        }
    }

    private static boolean isFailure(Outcome outcome) {
        return switch (outcome) {
            case Outcome.HandedOver h -> false;
            case Outcome.Delivered d -> false;
            case Outcome.Refused r -> true;
            case Outcome.Unreachable u -> true;
            case Outcome.Expired e -> true;
        };
    }

    private void collectLater(TextId text) {
        later.execute(() -> book.collect(text)
                .ifPresent(
                        due -> whisper.toMember(due.room(), due.asker(), Cpim.TYPE, letter.of(due, clock.instant()))));
    }
}
