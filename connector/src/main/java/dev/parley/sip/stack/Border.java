package dev.parley.sip.stack;

import gov.nist.javax.sip.message.SIPMessage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.TimeoutEvent;
import javax.sip.Transaction;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.header.CallIdHeader;
import javax.sip.header.MaxForwardsHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the stack meets Parley. Everything is handed over to a thread of its own at once: an Error that gets back into
 * jain-sip 1.3.0-91 ends its receiving thread for good, and a handler that blocks there stops everybody's messages.
 */
final class Border implements SipListener {
    private static final Logger LOG = LoggerFactory.getLogger(Border.class);

    private final Sip sip;
    private final Consumer<Arrival> arrivals;
    private final Consumer<Response> strays;
    private final Turns turns;
    private final Tally tally;

    /** A request as it came. */
    record Arrival(Request request, Source source, Answerer answerer) {}

    /** @param strays what is no answer to anything that is under way; called on the stack's thread */
    Border(Sip sip, Consumer<Arrival> arrivals, Consumer<Response> strays, Executor threads, Tally tally) {
        this.sip = sip;
        this.arrivals = arrivals;
        this.strays = strays;
        this.turns = new Turns(threads);
        this.tally = tally;
    }

    @Override
    public void processRequest(RequestEvent event) {
        guarded(() -> arrived(event));
    }

    /** On the stack's thread: without a transaction by the time it returns, a repetition would come through too. */
    private void arrived(RequestEvent event) {
        Request request = event.getRequest();
        if (((SIPMessage) request).getPeerPacketSourceAddress() == null) {
            tally.dropped("from-ourselves"); // jain-sip hands over what it would send to itself, past its sockets
            return;
        }
        Source source = source((SIPMessage) request);
        answerer(event, request)
                .ifPresent(
                        answerer -> turns.take(callId(request), () -> handle(new Arrival(request, source, answerer))));
    }

    /** @return empty for what gets no answer, not even that it is wrong */
    private Optional<Answerer> answerer(RequestEvent event, Request request) {
        SipProvider provider = (SipProvider) event.getSource();
        if (Mandatory.missing(request).isPresent()) {
            return Optional.of(Answerer.stateless(sip, request, provider, tally));
        }
        Optional<ServerTransaction> transaction = Optional.ofNullable(event.getServerTransaction());
        if (transaction.isEmpty() && !request.getMethod().equals(Request.ACK)) {
            transaction = begun(provider, request);
            if (transaction.isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.of(new Answerer(sip, request, transaction, provider, tally));
    }

    private Optional<ServerTransaction> begun(SipProvider provider, Request request) {
        try {
            if (request.getHeader(MaxForwardsHeader.NAME) == null) {
                request.setHeader(sip.header(MaxForwardsHeader.NAME, "70")); // who wrote by RFC 2543 names none
            }
            return Optional.of(provider.getNewServerTransaction(request));
        } catch (SipException | RuntimeException e) {
            // A repetition, or a request of RFC 2543 without a branch, which the stack cannot tell from others.
            tally.dropped("no-transaction");
            LOG.debug("A {} got no transaction: {}", request.getMethod(), e.toString());
            return Optional.empty();
        }
    }

    private void handle(Arrival arrival) {
        try {
            arrivals.accept(arrival);
        } catch (Throwable e) { // an Error too: the sender must not wait 32 s for nothing
            LOG.error("A {} could not be handled", arrival.request().getMethod(), e);
            arrival.answerer().answer(500, List.of());
        }
    }

    private static String callId(Request request) {
        return ((CallIdHeader) request.getHeader(CallIdHeader.NAME)).getCallId();
    }

    private static Source source(SIPMessage message) {
        return new Source(
                message.getPeerPacketSourceAddress().getHostAddress(),
                message.getPeerPacketSourcePort(),
                message.getTopmostVia().getTransport());
    }

    @Override
    public void processResponse(ResponseEvent event) {
        guarded(() -> {
            if (event.getClientTransaction() != null
                    && event.getClientTransaction().getApplicationData() instanceof Sending sending) {
                sending.answered(event.getResponse());
                forgetIfFinal(event);
            } else {
                strays.accept(event.getResponse());
            }
        });
    }

    /** The transaction stays for another 5 s (Timer K, RFC 3261 §17.1.2.2), and would keep the response for as long. */
    private static void forgetIfFinal(ResponseEvent event) {
        if (event.getResponse().getStatusCode() >= 200) {
            event.getClientTransaction().setApplicationData(null);
        }
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
        guarded(() -> {
            if (!event.isServerTransaction()) {
                end(event.getClientTransaction());
            }
        });
    }

    @Override
    public void processIOException(IOExceptionEvent event) {
        LOG.debug("Nothing gets to {} {}:{}", event.getTransport(), event.getHost(), event.getPort());
    }

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {
        guarded(() -> {
            if (!event.isServerTransaction()) {
                end(event.getClientTransaction());
            }
        });
    }

    private static void end(Transaction transaction) {
        if (transaction != null && transaction.getApplicationData() instanceof Sending sending) {
            sending.timedOut();
        }
    }

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {}

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (Throwable e) { // see the class
            LOG.error("An event of the SIP stack could not be handled", e);
        }
    }
}
