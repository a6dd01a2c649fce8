package dev.parley.sip.stack;

import dev.parley.room.RoomId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sip.address.URI;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** Brings what comes from the network through the checks to who serves it. */
public final class Reception {
    private final Map<String, RequestHandler> handlers;
    private final Checks checks;
    private final Merges merges = new Merges();
    private final Floods floods;
    private final Function<URI, Optional<RoomId>> rooms;
    private final OwnDialogs dialogs;
    private final Tally tally;
    private final Clock clock;

    /**
     * @param extensions option tags that are understood in Require
     * @param rooms the room that an address names
     * @param dialogs those of ours that others may write to again and again
     */
    public Reception(
            Sip sip,
            List<RequestHandler> handlers,
            Set<String> extensions,
            Floods floods,
            Function<URI, Optional<RoomId>> rooms,
            OwnDialogs dialogs,
            Tally tally,
            Clock clock) {
        this.handlers = handlers.stream().collect(Collectors.toMap(RequestHandler::method, Function.identity()));
        this.checks = new Checks(sip, this.handlers.keySet(), extensions);
        this.floods = floods;
        this.rooms = rooms;
        this.dialogs = dialogs;
        this.tally = tally;
        this.clock = clock;
    }

    void arrived(Border.Arrival arrival) {
        if (!dialogs.owns(arrival.request()) && !floods.takes(arrival.request(), arrival.source(), clock.instant())) {
            // Silence costs less than any answer, and the source may be forged (RFC 3261 §21.5.4).
            tally.dropped("flood");
            arrival.answerer().forget();
            return;
        }
        Request request = arrival.request();
        Optional<Checks.Refusal> refusal = checks.refusal(request);
        if (refusal.isPresent()) {
            Checks.Refusal why = refusal.get();
            arrival.answerer().answer(why.code(), why.phrase(), why.more());
            return;
        }
        RequestHandler handler = handlers.get(request.getMethod());
        if (handler == null) { // an ACK, or a CANCEL of what cannot be taken back
            arrival.answerer().answer(arrival.answerer().meansAnother() ? 200 : 481, List.of());
            return;
        }
        if (!request.getMethod().equals(Request.ACK) && merges.isSecondWay(request, clock.instant())) {
            arrival.answerer().answer(482, List.of());
            return;
        }
        handler.handle(
                new Incoming(request, arrival.source(), rooms.apply(request.getRequestURI()), arrival.answerer()));
    }

    /** On the stack's thread. */
    void strayed(Response response) {
        if (!dialogs.takesLate(response)) {
            tally.dropped("stray-response");
        }
    }
}
