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
import dev.parley.sip.stack.RequestHandler;
import dev.parley.sip.stack.Sip;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import javax.sip.message.Request;

/** MESSAGE to a room (RFC 3428). It is answered as soon as it is decided about, before any copy goes out (§7). */
public final class RoomMessages implements RequestHandler {
    /** What can come out of a packed body; texts have a limit of their own. */
    private static final int MOST_BYTES = 65_536;

    private final Rooms rooms;
    private final Relay relay;
    private final Senders senders;
    private final Envelopes envelopes;
    private final Typing typing;
    private final Receipts receipts;
    private final DialogMessages inDialog;
    private final Answers answers;
    private final Sip sip;
    private final Clock clock;

    /** @param inDialog whose dialogs these are that a MESSAGE may come in */
    public RoomMessages(
            Rooms rooms,
            Relay relay,
            Senders senders,
            Envelopes envelopes,
            Typing typing,
            Receipts receipts,
            DialogMessages inDialog,
            Answers answers,
            Sip sip,
            Clock clock) {
        this.rooms = rooms;
        this.relay = relay;
        this.senders = senders;
        this.envelopes = envelopes;
        this.typing = typing;
        this.receipts = receipts;
        this.inDialog = inDialog;
        this.answers = answers;
        this.sip = sip;
        this.clock = clock;
    }

    @Override
    public String method() {
        return Request.MESSAGE;
    }

    @Override
    public void handle(Incoming request) {
        if (request.isInDialog()) {
            if (!inDialog.take(request)) {
                request.answer(481);
            }
            return;
        }
        Optional<RoomId> id = request.room();
        if (id.isEmpty()) {
            request.answer(404);
            return;
        }
        // The copies would be the next hop (RFC 7332 §5).
        if (request.header("Max-Forwards").filter("0"::equals).isPresent()) {
            request.answer(483);
            return;
        }
        Room room = rooms.get(id.get());
        Sender sender = senders.of(request, room);
        if (sender instanceof Sender.Nobody nobody) {
            request.answer(nobody.code(), nobody.headers(sip));
            return;
        }
        try {
            take(request, room, sender);
        } catch (NotTaken e) {
            answers.refuse(request, e);
        }
    }

    private void take(Incoming request, Room room, Sender sender) throws NotTaken {
        if (request.body().length == 0) { // legal, and says nothing
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
                request.header("X-Parley").isPresent(),
                request.header("Auto-Submitted")
                        .filter(value -> !value.equalsIgnoreCase("no"))
                        .isPresent(),
                now,
                end);
        relay.said(text, relayed -> decided(request, relayed, letter));
    }

    private void decided(Incoming request, Relayed relayed, Letter letter) {
        if (relayed instanceof Relayed.Copies copies) {
            letter.envelope()
                    .flatMap(Envelope::request)
                    .ifPresent(asked ->
                            receipts.asked(copies.text().id(), copies.text().room(), copies.sender(), asked));
        }
        answers.decided(request, relayed);
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
