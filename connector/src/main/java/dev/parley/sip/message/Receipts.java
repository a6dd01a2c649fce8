package dev.parley.sip.message;

import dev.parley.chat.Copy;
import dev.parley.chat.Links;
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
import java.util.stream.Stream;

/**
 * Receipts of texts (RFC 5438) for those who ask for them. They are collected for a while, so that a room of fifty does
 * not answer each text with fifty messages (§8.3). That a copy was taken says nothing of whether it was shown, so only
 * what phones say themselves is told as delivered or displayed; only a copy that failed is Parley's own to tell (§12.2).
 */
public final class Receipts implements RelayListener {
    private static final Duration COLLECTING = Duration.ofSeconds(5);

    private final ReceiptBook book = new ReceiptBook();
    private final Links links;
    private final ReceiptLetter letter;
    private final Post post;
    private final Executor threads;
    private final Executor later;
    private final Clock clock;

    public Receipts(Links links, Function<RoomId, String> addresses, Post post, Executor threads, Clock clock) {
        this(links, addresses, post, COLLECTING, threads, clock);
    }

    /** @param collecting how long receipts of one text wait for others */
    Receipts(
            Links links,
            Function<RoomId, String> addresses,
            Post post,
            Duration collecting,
            Executor threads,
            Clock clock) {
        this.links = links;
        this.letter = new ReceiptLetter(addresses);
        this.post = post;
        this.threads = threads;
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
            threads.execute(() -> post.toMember(room, asker, Cpim.TYPE, processed));
        }
    }

    void came(RoomId room, Member from, Receipt receipt) {
        ReceiptBook.Word word = new ReceiptBook.Word(room, from, receipt, clock.instant());
        Stream.concat(Stream.of(room), links.of(room).stream())
                .flatMap(said -> book.came(said, word).stream())
                .findFirst()
                .ifPresent(this::collectLater);
    }

    @Override
    public void decided(Relayed relayed) {}

    @Override
    public void settled(Settled settled) {
        if (isFailure(settled.outcome())) {
            Copy copy = settled.copy();
            book.failed(copy.text(), copy.room(), copy.to(), settled.at()).ifPresent(this::collectLater);
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
        later.execute(() -> book.collect(text).ifPresent(this::send));
    }

    private void send(ReceiptBook.Due due) {
        int most = post.mostBytes(due.room(), due.asker(), Cpim.TYPE);
        for (byte[] receipts : letter.of(due, most, clock.instant())) {
            post.toMember(due.room(), due.asker(), Cpim.TYPE, receipts);
        }
    }
}
