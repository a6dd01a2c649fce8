package dev.parley.sip.stack;

import java.time.Duration;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way to the network and back: sockets, what is sent, and a look now and then whether all of it still lives. */
public final class Transport implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Transport.class);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);
    private static final int UNANSWERED = 3;

    private final Ways ways;
    private final Sip sip;
    private final Executor threads;
    private final Tally tally;
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
     * @param watch how often it is looked whether the stack still answers
     */
    public record Ways(List<ListeningAddress> addresses, Optional<TlsKey> key, Duration watch) {
        public Ways {
            addresses = List.copyOf(addresses);
        }
    }

    public Transport(Ways ways, Sip sip, Executor threads, Tally tally) {
        this.ways = ways;
        this.sip = sip;
        this.threads = threads;
        this.tally = tally;
        this.outbox = new Outbox(sip, transport -> stack.flatMap(open -> open.endpoint(transport)));
        this.probe = new Probe(ways.addresses().getFirst(), ANSWER_WITHIN);
        this.watchdog = new Watchdog(ways.watch(), UNANSWERED, this::answersItself);
    }

    /**
     * @param reception takes what comes
     * @throws StackException if an address cannot be listened on
     */
    public void open(Reception reception) throws StackException {
        Border border = new Border(sip, arrival -> arrived(arrival, reception), reception::strayed, threads, tally);
        stack = Optional.of(Stack.open(ways.addresses(), ways.key(), border));
        watchdog.open(() -> beginAnew(border));
    }

    /** The watchdog's own question is answered here: a flood from a neighbour must not look like a stack that is dead. */
    private void arrived(Border.Arrival arrival, Reception reception) {
        if (probe.asks(arrival.request())) {
            arrival.answerer().answer(Response.OK, List.of());
        } else {
            reception.arrived(arrival);
        }
    }

    /** What is under way is lost to its peers' repetitions; dialogs are not, since they are not the stack's. */
    private void beginAnew(Border border) {
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

    public Outbox outbox() {
        return outbox;
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
