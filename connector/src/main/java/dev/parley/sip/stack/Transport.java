package dev.parley.sip.stack;

import dev.parley.chat.Rate;
import dev.parley.room.RoomId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.sip.address.URI;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings requests from the network through the checks to who serves them, and requests of ours to the network. */
public final class Transport implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Transport.class);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);
    private static final int UNANSWERED = 3;

    private final Ways ways;
    private final Sip sip;
    private final Map<String, RequestHandler> handlers;
    private final Function<URI, Optional<RoomId>> rooms;
    private final Checks checks;
    private final Merges merges = new Merges();
    private final Floods floods;
    private volatile Predicate<Request> spared = request -> false;
    private volatile Predicate<Response> expected = response -> false;
    private final Tally tally;
    private final Clock clock;
    private final Border border;
    private final Outbox outbox;
    private final Probe probe;
    private final Watchdog watchdog;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile Optional<Stack> stack = Optional.empty();
    private boolean closed;

    /**
     * How the network is reached.
     *
     * @param addresses where to listen
     * @param key needed for tls
     * @param perSource how many requests one address may send
     * @param proxies addresses that many send from, for each of whom that counts
     * @param watch how often it is looked whether the stack still answers
     */
    public record Ways(
            List<ListeningAddress> addresses,
            Optional<TlsKey> key,
            Rate perSource,
            Predicate<Source> proxies,
            Duration watch) {
        public Ways {
            addresses = List.copyOf(addresses);
        }

        /** Without a proxy. */
        public Ways(List<ListeningAddress> addresses, Optional<TlsKey> key, Rate perSource, Duration watch) {
            this(addresses, key, perSource, source -> false, watch);
        }
    }

    /**
     * @param extensions option tags that are understood in Require
     * @param rooms the room that an address names
     */
    public Transport(
            Ways ways,
            Sip sip,
            List<RequestHandler> handlers,
            Set<String> extensions,
            Function<URI, Optional<RoomId>> rooms,
            Executor threads,
            Tally tally,
            Clock clock) {
        this.ways = ways;
        this.floods = new Floods(ways.perSource(), ways.proxies());
        this.sip = sip;
        this.handlers = handlers.stream().collect(Collectors.toMap(RequestHandler::method, Function.identity()));
        this.rooms = rooms;
        this.checks = new Checks(sip, this.handlers.keySet(), extensions);
        this.tally = tally;
        this.clock = clock;
        this.border = new Border(sip, this::arrived, this::strayed, threads, tally);
        this.outbox = new Outbox(sip, transport -> stack.flatMap(open -> open.endpoint(transport)));
        this.probe = new Probe(ways.addresses().getFirst(), ANSWER_WITHIN);
        this.watchdog = new Watchdog(ways.watch(), UNANSWERED, this::answersItself, this::beginAnew);
    }

    /** @throws StackException if an address cannot be listened on */
    public void open() throws StackException {
        stack = Optional.of(Stack.open(ways.addresses(), ways.key(), border));
        watchdog.open();
    }

    /** What is under way is lost to its peers' repetitions; dialogs are not, since they are not the stack's. */
    private void beginAnew() {
        opening.lock();
        try {
            stack.ifPresent(Stack::close);
            stack = Optional.empty();
            if (!closed) {
                stack = Optional.of(Stack.open(ways.addresses(), ways.key(), border));
            }
        } catch (StackException e) {
            LOG.error("{} It is tried again.", e.getMessage());
        } finally {
            opening.unlock();
        }
    }

    /** The methods that are served. */
    public List<String> allow() {
        return checks.allow();
    }

    public Outbox outbox() {
        return outbox;
    }

    /**
     * Before {@link #open}: requests in these dialogs are never too many. Nobody but the other side of a dialog of ours
     * knows its tags, and a PBX ends a call in which a request is not answered.
     */
    public void sparing(Predicate<Request> own) {
        spared = own;
    }

    /**
     * Before {@link #open}: who takes responses to requests that are no longer under way, such as a 2xx that comes again
     * because its ACK was lost (RFC 3261 §13.2.2.4). Called on the stack's thread, so it must not block.
     */
    public void expecting(Predicate<Response> late) {
        expected = late;
    }

    private void strayed(Response response) {
        if (!expected.test(response)) {
            tally.dropped("stray-response");
        }
    }

    /** Whether a request has left Parley before: one of its Vias is ours (RFC 5393 §4.2). */
    public boolean cameAround(Request request) {
        for (ListIterator<?> vias = request.getHeaders(ViaHeader.NAME); vias.hasNext(); ) {
            ViaHeader via = (ViaHeader) vias.next();
            if (ways.addresses().stream().anyMatch(own -> own.isSentBy(via.getHost(), via.getPort()))) {
                return true;
            }
        }
        return false;
    }

    /** Whether it did answer when it was last asked. Does not block. */
    public boolean isAnswering() {
        return stack.isPresent() && watchdog.isAnswered();
    }

    /** Whether the stack still lives, whoever floods it. */
    boolean answersItself() {
        return probe.isAnswered();
    }

    /** A flood from a neighbour on this machine must not look like a stack that is dead. */
    private boolean isOurs(Request request) {
        return probe.asks(request) || spared.test(request);
    }

    private void arrived(Border.Arrival arrival) {
        if (!isOurs(arrival.request()) && !floods.takes(arrival.request(), arrival.source(), clock.instant())) {
            // Silence costs less than any answer, and the source may be forged (RFC 3261 §21.5.4).
            tally.dropped("flood");
            arrival.answerer().forget();
            return;
        }
        Request request = arrival.request();
        Optional<Checks.Refusal> refusal = checks.refusal(request);
        if (refusal.isPresent()) {
            arrival.answerer()
                    .answer(
                            refusal.get().code(),
                            refusal.get().phrase(),
                            refusal.get().more());
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

    @Override
    public void close() {
        watchdog.close();
        opening.lock();
        try {
            closed = true;
            stack.ifPresent(Stack::close);
            stack = Optional.empty();
        } finally {
            opening.unlock();
        }
    }
}
