package dev.parley.sip.focus;

import dev.parley.room.RoomId;
import dev.parley.sip.auth.From;
import dev.parley.sip.dialog.Dialogs;
import dev.parley.sip.focus.Admission.Decision;
import dev.parley.sip.focus.call.Switchboard;
import dev.parley.sip.focus.control.Factory;
import dev.parley.sip.focus.redirect.Entrance;
import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.Sip;
import java.util.Optional;
import java.util.function.Predicate;
import javax.sip.address.SipURI;
import javax.sip.header.Header;
import javax.sip.message.Request;

/** INVITE to a room: a new call, which goes on to the room's PBX or is refused. */
public final class NewCalls {
    private final Entrance entrance;
    private final Admission admission;
    private final Switchboard switchboard;
    private final Optional<Factory> factory;
    private final Sip sip;
    private final Predicate<Request> cameAround;
    private volatile boolean closed;

    /**
     * @param factory of new rooms, if there is one
     * @param cameAround whether a request has been here before (RFC 5393 §4.2)
     */
    NewCalls(
            Entrance entrance,
            Admission admission,
            Switchboard switchboard,
            Optional<Factory> factory,
            Sip sip,
            Predicate<Request> cameAround) {
        this.entrance = entrance;
        this.admission = admission;
        this.switchboard = switchboard;
        this.factory = factory;
        this.sip = sip;
        this.cameAround = cameAround;
    }

    /** Takes no more calls. */
    public void close() {
        closed = true;
    }

    /** INVITE outside of a dialog. */
    public void invited(Incoming invite) {
        Optional<Integer> refusal = refusal(invite);
        Optional<Factory> asked =
                factory.filter(rooms -> rooms.isFactory(invite.request().getRequestURI()));
        if (refusal.isPresent()) {
            invite.answer(refusal.get());
        } else if (switchboard.isTooShort(invite)) {
            invite.answer(422, sip.header("Min-SE", "90"));
        } else if (asked.isPresent()) {
            make(invite, asked.get());
        } else if (invite.room().isEmpty()) {
            invite.answer(404);
        } else if (!isLetIn(invite, invite.room().get())) {
            invite.answer(403);
        } else {
            enter(invite, admission.of(invite, invite.room().get()));
        }
    }

    private void enter(Incoming invite, Decision decision) {
        switch (decision) {
            case Decision.Enter enter -> switchboard.begin(invite, enter.call());
            case Decision.Refuse refuse ->
                invite.answer(refuse.code(), refuse.more().toArray(Header[]::new));
        }
    }

    /** A room of the caller's own (RFC 4579 §5.4), and none before the caller is known: there are not too many. */
    private void make(Incoming invite, Factory factory) {
        String user = From.user(invite);
        if (!factory.mayCreate(user)) {
            invite.answer(403);
            return;
        }
        Decision decision = admission.of(invite, factory.any());
        if (!(decision instanceof Decision.Enter enter)) {
            enter(invite, decision);
        } else if (!admission.isProven(invite, enter.call())) {
            switchboard.begin(invite, enter.call().withProof());
        } else {
            factory.create(user)
                    .ifPresentOrElse(
                            room -> switchboard.begin(invite, enter.call().in(room)),
                            () -> invite.answer(480, sip.header("Retry-After", "60")));
        }
    }

    private boolean isLetIn(Incoming invite, RoomId room) {
        return invite.request().getRequestURI() instanceof SipURI asked
                && entrance.admits(
                        asked, room, From.user(invite), invite.header("Call-ID").orElse(""));
    }

    private Optional<Integer> refusal(Incoming invite) {
        if (closed) {
            return Optional.of(503); // whoever has another way takes it (RFC 3261 §21.5.4)
        }
        if (Dialogs.contact(invite.request()).isEmpty()) {
            return Optional.of(400); // who calls has to say where he is reached (RFC 3261 §8.1.1.8)
        }
        if (invite.header("Max-Forwards").filter("0"::equals).isPresent()) {
            return Optional.of(483); // the PBX would be the next hop (RFC 7332 §5)
        }
        if (cameAround.test(invite.request())) {
            return Optional.of(482);
        }
        // Its ids are those of another dialog than the PBX has (RFC 3891 §3).
        return invite.header("Replaces").map(replaces -> 481);
    }
}
