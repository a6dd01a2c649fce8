package dev.parley.sip.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TooManyListenersException;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.ObjectInUseException;
import javax.sip.PeerUnavailableException;
import javax.sip.SipException;
import javax.sip.SipFactory;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.SipStack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One jain-sip stack with all its listening points. Ends once and cannot be opened again. */
final class Stack implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Stack.class);

    private final SipStack stack;
    private final List<Endpoint> endpoints;

    private Stack(SipStack stack, List<Endpoint> endpoints) {
        this.stack = stack;
        this.endpoints = List.copyOf(endpoints);
    }

    /** @throws StackException if an address cannot be listened on; nothing is left open then */
    static Stack open(List<ListeningAddress> addresses, Optional<TlsKey> key, SipListener listener)
            throws StackException {
        SipStack stack = created(key);
        List<Endpoint> endpoints = new ArrayList<>();
        for (ListeningAddress address : addresses) {
            try {
                endpoints.add(listen(stack, address, endpoints));
            } catch (SipException | InvalidArgumentException | TooManyListenersException | RuntimeException e) {
                new Stack(stack, endpoints).close();
                throw new StackException(
                        "Parley cannot listen for SIP on " + address + ": " + reason(e)
                                + ". End what listens there, or write another address or port under sip.listen.",
                        e);
            }
        }
        try {
            for (Endpoint endpoint : endpoints) {
                endpoint.provider().removeSipListener(listener);
                endpoint.provider().addSipListener(listener);
            }
            stack.start();
        } catch (SipException | TooManyListenersException e) {
            new Stack(stack, endpoints).close();
            throw new StackException("jain-sip does not start: " + e, e);
        }
        return new Stack(stack, endpoints);
    }

    private static SipStack created(Optional<TlsKey> key) throws StackException {
        SipFactory factory = SipFactory.getInstance();
        factory.setPathName("gov.nist");
        try {
            return factory.createSipStack(StackProperties.of(key));
        } catch (PeerUnavailableException e) {
            throw new StackException(
                    "Parley's SIP side does not start: " + reason(e)
                            + key.map(tls -> ". Is " + tls + " a PKCS #12 file, and is that its password? See sip.tls.")
                                    .orElse(""),
                    e);
        }
    }

    /** Each part of the stack takes one address of each transport. */
    private static Endpoint listen(SipStack stack, ListeningAddress address, List<Endpoint> before)
            throws SipException, InvalidArgumentException, TooManyListenersException {
        ListeningPoint point = stack.createListeningPoint(address.host(), address.port(), address.transport());
        Optional<SipProvider> free = before.stream()
                .map(Endpoint::provider)
                .filter(provider -> provider.getListeningPoint(address.transport()) == null)
                .findFirst();
        if (free.isPresent()) {
            free.get().addListeningPoint(point);
            return new Endpoint(address, point, free.get());
        }
        return new Endpoint(address, point, stack.createSipProvider(point));
    }

    private static String reason(Throwable problem) {
        Throwable cause = problem;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    List<Endpoint> endpoints() {
        return endpoints;
    }

    /** The address to send from by this transport. */
    Optional<Endpoint> endpoint(String transport) {
        return endpoints.stream().filter(endpoint -> endpoint.speaks(transport)).findFirst();
    }

    @Override
    public void close() {
        for (Endpoint endpoint : endpoints) {
            quietly(() -> stack.deleteListeningPoint(endpoint.point()));
            quietly(() -> stack.deleteSipProvider(endpoint.provider()));
        }
        quietly(stack::stop);
    }

    private interface Ending {
        void end() throws ObjectInUseException;
    }

    /** jain-sip 1.3.0-91 throws NullPointerException where a part of it has not quite begun; the rest must end all the same. */
    private static void quietly(Ending ending) {
        try {
            ending.end();
        } catch (ObjectInUseException | RuntimeException e) {
            LOG.debug("A part of the SIP stack did not end in order: {}", e.toString());
        }
    }
}
