package dev.parley.sip.stack;

import gov.nist.javax.sip.ReleaseReferencesStrategy;
import gov.nist.javax.sip.TransactionExt;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sip.ClientTransaction;
import javax.sip.ObjectInUseException;
import javax.sip.SipException;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.RouteHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where requests leave. Where a request goes is said by its first Route, else by its Request-URI (RFC 3261 §8.1.2). */
public final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final Sip sip;
    private final Function<String, Optional<Endpoint>> endpoints;

    /** @param endpoints the address to send from, by transport */
    Outbox(Sip sip, Function<String, Optional<Endpoint>> endpoints) {
        this.sip = sip;
        this.endpoints = endpoints;
    }

    /** Sends and waits for the final response. */
    public Reply ask(Request request, Duration patience) {
        return begin(request, provisional -> {}).await(patience);
    }

    /** Sends and returns at once. */
    public Sending begin(Request request, Consumer<Response> provisional) {
        Sending sending = new Sending(provisional);
        Optional<Endpoint> from = from(request);
        if (from.isEmpty()) {
            sending.unsendable(noTransport(request));
            return sending;
        }
        try {
            request.setHeader(from.get().via(sip));
            ClientTransaction transaction = begun(from.get(), request);
            transaction.setApplicationData(sending);
            sending.endedBy(() -> end(transaction));
            sending.cancelledBy(() -> cancel(from.get(), transaction));
            transaction.sendRequest();
        } catch (SipException | RuntimeException e) {
            sending.unsendable(request.getMethod() + " to " + nextHop(request) + " did not leave: " + reason(e));
        }
        return sending;
    }

    private static void cancel(Endpoint from, ClientTransaction invite) {
        try {
            ClientTransaction cancel = from.provider().getNewClientTransaction(invite.createCancel());
            cancel.setApplicationData(new Sending(provisional -> {})); // what is answered to it is of no interest
            cancel.sendRequest();
        } catch (SipException | RuntimeException e) {
            LOG.debug("A CANCEL did not leave: {}", reason(e));
        }
    }

    /**
     * Of an answered request nobody asks for anything. By its own habit jain-sip 1.3.0-91 writes each into bytes then, and 5 s
     * later reads it back, which is a quarter of what a MESSAGE costs. A server transaction has to keep its bytes: with them
     * it answers what is repeated.
     */
    private static ClientTransaction begun(Endpoint from, Request request) throws SipException {
        ClientTransaction transaction = from.provider().getNewClientTransaction(request);
        ((TransactionExt) transaction).setReleaseReferencesStrategy(ReleaseReferencesStrategy.Aggressive);
        return transaction;
    }

    private static void end(ClientTransaction transaction) {
        try {
            transaction.terminate();
        } catch (ObjectInUseException e) {
            throw new IllegalStateException("jain-sip ends a client transaction at any time", e);
        }
    }

    /**
     * Sends what is never answered: the ACK of a 2xx (RFC 3261 §13.2.2.4). The same once more looks the same, so that
     * nobody takes it for another.
     *
     * @return whether it left
     */
    public boolean send(Request request) {
        Optional<Endpoint> from = from(request);
        if (from.isEmpty()) {
            return false;
        }
        try {
            var via = from.get().via(sip);
            via.setBranch("z9hG4bK" + Ids.of(names(request)));
            request.setHeader(via);
            from.get().provider().sendRequest(request);
            return true;
        } catch (SipException | java.text.ParseException | RuntimeException e) {
            return false;
        }
    }

    private static String names(Request ack) {
        return ack.getHeader("Call-ID") + " " + ack.getHeader("To") + " " + ack.getHeader("CSeq");
    }

    /** Whether Parley listens on this transport, and so can send by it. */
    public boolean speaks(String transport) {
        return endpoints.apply(transport).isPresent();
    }

    private Optional<Endpoint> from(Request request) {
        return endpoints.apply(transport(nextHop(request)));
    }

    private static URI nextHop(Request request) {
        return request.getHeader(RouteHeader.NAME) instanceof RouteHeader route
                ? route.getAddress().getURI()
                : request.getRequestURI();
    }

    /** {@code udp} where nothing is said (RFC 3263 §4.1). */
    public static String transport(URI hop) {
        if (!(hop instanceof SipURI uri)) {
            return "udp";
        }
        if (uri.isSecure()) {
            return "tls";
        }
        String named = uri.getTransportParam();
        return named == null ? "udp" : named.toLowerCase(Locale.ROOT);
    }

    private static String noTransport(Request request) {
        URI hop = nextHop(request);
        return request.getMethod() + " to " + hop + " did not leave: Parley does not listen on " + transport(hop)
                + ", so it cannot send by it. Add one to sip.listen.";
    }

    private static String reason(Throwable problem) {
        Throwable cause = problem;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
