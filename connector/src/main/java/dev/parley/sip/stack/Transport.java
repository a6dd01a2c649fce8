package dev.parley.sip.stack;

import dev.parley.room.RoomId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sip.address.URI;
import javax.sip.message.Request;

/** Brings requests from the network through the checks to who serves them, and requests of ours to the network. */
public final class Transport implements AutoCloseable {
    private final List<ListeningAddress> addresses;
    private final Sip sip;
    private final Map<String, RequestHandler> handlers;
    private final Function<URI, Optional<RoomId>> rooms;
    private final Checks checks;
    private final Merges merges = new Merges();
    private final Clock clock;
    private final Border border;
    private final Outbox outbox;
    private volatile Optional<Stack> stack = Optional.empty();

    /**
     * @param extensions option tags that are understood in Require
     * @param rooms the room that an address names
     */
    public Transport(
            List<ListeningAddress> addresses,
            Sip sip,
            List<RequestHandler> handlers,
            java.util.Set<String> extensions,
            Function<URI, Optional<RoomId>> rooms,
            Executor threads,
            Tally tally,
            Clock clock) {
        this.addresses = List.copyOf(addresses);
        this.sip = sip;
        this.handlers = handlers.stream().collect(Collectors.toMap(RequestHandler::method, Function.identity()));
        this.rooms = rooms;
        this.checks = new Checks(sip, this.handlers.keySet(), extensions);
        this.clock = clock;
        this.border = new Border(sip, this::arrived, threads, tally);
        this.outbox = new Outbox(sip, transport -> stack.flatMap(open -> open.endpoint(transport)));
    }

    /** @throws StackException if an address cannot be listened on */
    public void open() throws StackException {
        stack = Optional.of(Stack.open(addresses, border));
    }

    /** The methods that are served, as an Allow header has them. */
    public String allow() {
        return checks.allow();
    }

    public Outbox outbox() {
        return outbox;
    }

    private void arrived(Border.Arrival arrival) {
        Request request = arrival.request();
        Optional<Checks.Refusal> refusal = checks.refusal(request);
        if (refusal.isPresent()) {
            arrival.answerer().answer(refusal.get().code(), refusal.get().more());
            return;
        }
        RequestHandler handler = handlers.get(request.getMethod());
        if (handler == null) { // an ACK or a CANCEL of nothing
            arrival.answerer().answer(481, List.of());
            return;
        }
        if (!request.getMethod().equals(Request.ACK) && merges.isSecondWay(request, clock.instant())) {
            arrival.answerer().answer(482, List.of());
            return;
        }
        handler.handle(
                new Incoming(request, arrival.source(), rooms.apply(request.getRequestURI()), arrival.answerer()));
    }

    @Override
    public void close() {
        stack.ifPresent(Stack::close);
        stack = Optional.empty();
    }
}
