package dev.parley.sip.message;

import dev.parley.chat.Audience;
import dev.parley.chat.Claim;
import dev.parley.chat.Relay;
import dev.parley.chat.Relayed;
import dev.parley.chat.Text;
import dev.parley.chat.TextId;
import dev.parley.room.Member;
import dev.parley.room.Room;
import dev.parley.room.RoomId;
import dev.parley.room.Rooms;
import dev.parley.sip.auth.From;
import dev.parley.sip.auth.Sender;
import dev.parley.sip.auth.Senders;
import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.Sip;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** MESSAGE to a room (RFC 3428). It is answered as soon as it is decided about, whatever becomes of the copies (§7). */
public final class RoomMessages {
    /** What can come out of a packed body; texts have a limit of their own. */
    private static final int MOST_BYTES = 65_536;
    /** For a room with ever so much to do: the sender gives up after 32 s (RFC 3261 §17.1.2.2). */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Rooms rooms;
    private final Relay relay;
    private final Senders senders;
    private final Envelopes envelopes;
    private final Typing typing;
    private final Receipts receipts;
    private final Answers answers;
    private final Sip sip;
    private final Executor threads;
    private final Clock clock;

    public RoomMessages(
            Rooms rooms,
            Relay relay,
            Senders senders,
            Envelopes envelopes,
            Typing typing,
            Receipts receipts,
            Answers answers,
            Sip sip,
            Executor threads,
            Clock clock) {
        this.rooms = rooms;
        this.relay = relay;
        this.senders = senders;
        this.envelopes = envelopes;
        this.typing = typing;
        this.receipts = receipts;
        this.answers = answers;
        this.sip = sip;
        this.threads = threads;
        this.clock = clock;
    }

    /** A MESSAGE outside of dialogs. Does not wait for the room. */
    public void came(Incoming request) {
        Optional<Integer> refusal = refusal(request);
        if (refusal.isPresent()) {
            request.answer(refusal.get());
            return;
        }
        Room room = rooms.get(request.room().orElseThrow());
        Sender sender = senders.of(request, room);
        if (sender instanceof Sender.Nobody nobody) {
            request.answer(nobody.code(), nobody.headers(sip));
            return;
        }
        takeOrRefuse(request, room, sender);
    }

    private void takeOrRefuse(Incoming request, Room room, Sender sender) {
        try {
            take(request, room, sender);
        } catch (NotTaken e) {
            answers.refuse(request, e);
        }
    }

    /**
     * A MESSAGE inside of a call that goes through Parley itself: nobody but that member can have sent it. Does not wait for
     * the room, so that texts of one call get there in their order.
     *
     * @param callId by which the PBX knows the leg; it may not have told of it yet
     */
    public void inCall(Incoming message, RoomId id, String callId) {
        if (message.contentType().isEmpty()) {
            message.answer(415, sip.header("Accept", "text/plain"));
            return;
        }
        Room room = rooms.get(id);
        Optional<Member> writer = room.members().stream()
                .filter(member -> member.leg().callId().equals(callId))
                .findFirst();
        writer.ifPresentOrElse(
                member -> takeOrRefuse(message, room, new Sender.Leg(member.id())),
                () -> message.answer(480, sip.header("Retry-After", "1")));
    }

    /** What can be told of the request before anybody knows who sent it. */
    private static Optional<Integer> refusal(Incoming request) {
        if (request.room().isEmpty()) {
            return Optional.of(404);
        }
        if (request.header("Max-Forwards").filter("0"::equals).isPresent()) {
            return Optional.of(483); // the copies would be the next hop (RFC 7332 §5)
        }
        // Members read each other's names: who must not be named must not be shown (RFC 3323 §5).
        boolean mustBeNobody = request.headers("Privacy").stream().anyMatch(value -> value.contains("critical"));
        return mustBeNobody ? Optional.of(500) : Optional.empty();
    }

    private void take(Incoming request, Room room, Sender sender) throws NotTaken {
        boolean nothing = request.body().length == 0; // which is legal
        if (nothing
                || Disposition.isIgnorable(request.header("Content-Disposition").orElse("render"))) {
            request.answer(202);
            return;
        }
        Letter letter = Letter.read(
                request.header("Content-Type").orElseThrow(() -> NotTaken.malformed("a body without a type")),
                Encodings.decode(request.header("Content-Encoding").orElse(""), request.body(), MOST_BYTES));
        Audience audience = envelopes.audience(letter.envelope(), sender, room);
        switch (letter.content()) {
            case Content.Words words -> said(request, room, sender, letter, words, audience);
            case Content.Typing typed -> {
                Member typist = member(sender, room);
                request.answer(202);
                if (audience instanceof Audience.Everyone) {
                    typing.told(room, typist, typed.notice());
                }
            }
            case Content.Received received -> {
                Member reader = member(sender, room);
                request.answer(202);
                receipts.came(room.id(), reader, received.receipt());
            }
        }
    }

    private static Member member(Sender sender, Room room) throws NotTaken {
        return sender.in(room).orElseThrow(() -> NotTaken.forbidden("from somebody who is not in the room"));
    }

    private void said(
            Incoming request, Room room, Sender sender, Letter letter, Content.Words words, Audience audience) {
        Instant now = clock.instant();
        Optional<Instant> end = Lifetime.end(
                request.header("Expires").orElse(""), request.header("Date").orElse(""), now);
        if (end.filter(now::isAfter).isPresent()) {
            request.answer(202);
            return;
        }
        Text text = new Text(
                new TextId(sip.newId()),
                room.id(),
                claim(request, sender),
                "text/plain",
                words.text(),
                words.html(),
                audience,
                0,
                request.header("Call-ID").orElse(""),
                request.header("CSeq").orElse(""),
                request.header(TextId.HEADER).isPresent(),
                request.header("Auto-Submitted")
                        .filter(value -> !value.equalsIgnoreCase("no"))
                        .isPresent(),
                now,
                end);
        var decision = new CompletableFuture<Optional<Relayed>>();
        relay.said(text, relayed -> {
            noteRequest(relayed, letter);
            decision.complete(Optional.of(relayed));
        });
        // Decided on the room's thread, answered on another: to write to a phone that does not read would stop the
        // room.
        decision.completeOnTimeout(Optional.empty(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .thenAcceptAsync(decided -> answer(request, decided), threads);
    }

    private void answer(Incoming request, Optional<Relayed> decided) {
        decided.ifPresentOrElse(relayed -> answers.decided(request, relayed), () -> request.answer(500));
    }

    private void noteRequest(Relayed relayed, Letter letter) {
        if (relayed instanceof Relayed.Copies copies) {
            letter.envelope()
                    .flatMap(Envelope::request)
                    .ifPresent(asked ->
                            receipts.asked(copies.text().id(), copies.text().room(), copies.sender(), asked));
        }
    }

    private static Claim claim(Incoming request, Sender sender) {
        return new Claim(
                From.user(request),
                "",
                request.source().address(),
                request.source().transport(),
                sender instanceof Sender.Leg leg ? Optional.of(leg.member()) : Optional.empty(),
                sender instanceof Sender.Account account ? Optional.of(account.user()) : Optional.empty());
    }
}
