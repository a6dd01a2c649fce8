package dev.parley.sip.focus.control;

import dev.parley.room.Room;
import dev.parley.room.RoomId;
import dev.parley.sip.dialog.DialogId;
import dev.parley.sip.legs.FocusCalls;
import dev.parley.sip.legs.Party;
import dev.parley.sip.stack.Reply;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongPredicate;
import javax.sip.message.Request;

/** The dialogs that a REFER may come in: calls, and those that a REFER outside of any call began. */
final class ReferDialogs {
    /** 64*T1, and a little (RFC 3261 §17.1.2.2). */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final FocusCalls calls;
    private final Progresses progresses;
    private final Map<DialogId, Known> begun = new ConcurrentHashMap<>();

    /**
     * @param by whose dialog it is
     * @param inCall whether it is a call
     * @param heard takes note of the CSeq of a request; false if that is out of order
     */
    record Known(
            DialogId id, RoomId room, Function<Room, Referrer> by, Line line, boolean inCall, LongPredicate heard) {}

    ReferDialogs(FocusCalls calls, Progresses progresses) {
        this.calls = calls;
        this.progresses = progresses;
    }

    Optional<Known> of(DialogId id) {
        return calls.with(id).map(party -> call(id, party)).or(() -> Optional.ofNullable(begun.get(id)));
    }

    private Known call(DialogId id, Party party) {
        return new Known(
                id,
                party.room(),
                room -> Referrers.of(party, room),
                more -> told(calls.ask(party, Request.NOTIFY, more, PATIENCE)),
                true,
                cseq -> true); // the call has looked at that before it handed the request over
    }

    private static Optional<Reply> told(Reply reply) {
        return reply instanceof Reply.Unsendable ? Optional.empty() : Optional.of(reply);
    }

    Known begin(DialogId id, RoomId room, Referrer by, OwnDialog line) {
        Known known = new Known(id, room, now -> by, line, false, line::heard);
        begun.put(id, known);
        return known;
    }

    /** Nothing more is told of one of its REFERs: without another one the dialog is over (RFC 6665 §4.4.1). */
    void done(DialogId id) {
        if (!progresses.isGoing(id)) {
            begun.remove(id);
        }
    }
}
