package dev.parley.sip.focus.control;

import dev.parley.room.Printable;
import dev.parley.room.Room;
import dev.parley.room.RoomId;
import dev.parley.sip.dialog.Dialog;
import dev.parley.sip.dialog.Dialogs;
import dev.parley.sip.focus.FocusContacts;
import dev.parley.sip.notifier.Destinations;
import dev.parley.sip.notifier.Hop;
import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.RequestHandler;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.sip.message.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves REFER to a room, outside of calls and inside of them: finds out who asks, then lets it be decided. */
final class ReferHandler implements RequestHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ReferHandler.class);

    private final Referrers referrers;
    private final ReferDialogs known;
    private final Around around;
    private final Decision decision;

    /**
     * What it needs to know.
     *
     * @param served the rooms that have a focus
     * @param contacts of the room that a request is for, with {@code isfocus}
     * @param destinations where NOTIFYs may be sent to: whoever refers says it himself
     */
    record Around(
            Predicate<RoomId> served,
            Function<RoomId, Room> rooms,
            FocusContacts contacts,
            Destinations destinations,
            OwnDialog.Means means) {}

    ReferHandler(Referrers referrers, ReferDialogs known, Around around, Decision decision) {
        this.referrers = referrers;
        this.known = known;
        this.around = around;
        this.decision = decision;
    }

    @Override
    public String method() {
        return Request.REFER;
    }

    @Override
    public void handle(Incoming refer) {
        if (!refer.isInDialog()) {
            begin(refer);
            return;
        }
        Optional<ReferDialogs.Known> dialog = known.of(Dialogs.named(refer.request()));
        if (dialog.isEmpty()) {
            refer.answer(481);
        } else if (!dialog.get().heard().test(Asked.cseq(refer))) {
            refer.answer(500);
        } else {
            decide(refer, dialog.get());
        }
    }

    private void begin(Incoming refer) {
        Optional<RoomId> named = refer.room().filter(around.served());
        if (named.isEmpty()) {
            refer.answer(404);
            return;
        }
        RoomId room = named.get();
        Optional<Referrer> by = referrers.proven(refer, around.rooms().apply(room));
        if (by.isEmpty()) {
            return;
        }
        Optional<Dialog> dialog = around.means()
                .dialogs()
                .begunBy(refer)
                .filter(made -> !made.id().remoteTag().isEmpty());
        if (dialog.isEmpty()) {
            refer.answer(400);
        } else if (!mayBeTold(dialog.get(), refer)) {
            LOG.info(
                    "REFER to {}: {} refused with 403, Contact leads elsewhere",
                    room,
                    Printable.of(by.get().key()));
            refer.answer(403);
        } else {
            String contact = around.contacts().of(room, refer.source());
            OwnDialog line = new OwnDialog(dialog.get(), contact, around.means());
            decide(refer, known.begin(dialog.get().id(), room, by.get(), line));
        }
    }

    private void decide(Incoming refer, ReferDialogs.Known in) {
        Room room = around.rooms().apply(in.room());
        String contact = around.contacts().of(in.room(), refer.source());
        try {
            decision.on(new Asked(refer, in.by().apply(room), room, in, contact));
        } finally {
            known.done(in.id());
        }
    }

    private boolean mayBeTold(Dialog dialog, Incoming refer) {
        return around.destinations()
                .allow(
                        Hop.of(dialog, around.means().sip()).place(),
                        refer.source().host());
    }
}
