package dev.parley.interop.bench;

import java.util.List;
import java.util.Properties;
import java.util.TooManyListenersException;
import javax.sip.ClientTransaction;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.SipException;
import javax.sip.SipFactory;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.SipStack;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.address.AddressFactory;
import javax.sip.header.HeaderFactory;
import javax.sip.message.MessageFactory;
import javax.sip.message.Request;

/** jain-sip alone: answers each MESSAGE and begins a client transaction for every member. */
final class SipBare implements SipContender, SipListener {
    private final int port;
    private final int phones;
    private final SipStack stack;
    private final SipProvider provider;
    private final AddressFactory addresses;
    private final HeaderFactory headers;
    private final MessageFactory messages;
    private volatile int members;

    SipBare(int port, int phones) throws SipException, InvalidArgumentException, TooManyListenersException {
        this.port = port;
        this.phones = phones;
        SipFactory factory = SipFactory.getInstance();
        factory.setPathName("gov.nist");
        this.addresses = factory.createAddressFactory();
        this.headers = factory.createHeaderFactory();
        this.messages = factory.createMessageFactory();
        this.stack = factory.createSipStack(properties());
        this.provider = stack.createSipProvider(stack.createListeningPoint("127.0.0.1", port, ListeningPoint.UDP));
        provider.addSipListener(this);
        stack.start();
    }

    /** As Parley sets them, where they decide how fast it is. */
    private static Properties properties() {
        Properties set = new Properties();
        set.setProperty("javax.sip.STACK_NAME", "bare");
        set.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
        String nist = "gov.nist.javax.sip.";
        // Its own loggers need log4j.
        set.setProperty(nist + "STACK_LOGGER", "dev.parley.sip.stack.StackLog");
        set.setProperty(nist + "SERVER_LOGGER", "dev.parley.sip.stack.NoMessageLog");
        set.setProperty(nist + "THREAD_POOL_SIZE", "2");
        set.setProperty(nist + "REENTRANT_LISTENER", "true");
        set.setProperty(nist + "MAX_CLIENT_TRANSACTIONS", "20000");
        set.setProperty(nist + "MAX_SERVER_TRANSACTIONS", "20000");
        set.setProperty(nist + "AGGRESSIVE_CLEANUP", "true");
        set.setProperty(nist + "RECEIVE_UDP_BUFFER_SIZE", "8388608");
        set.setProperty(nist + "SEND_UDP_BUFFER_SIZE", "8388608");
        return set;
    }

    @Override
    public void members(int count) {
        members = count;
    }

    @Override
    public void processRequest(RequestEvent event) {
        try {
            Request request = event.getRequest();
            provider.getNewServerTransaction(request).sendResponse(messages.createResponse(202, request));
            for (int member = 0; member < members; member++) {
                ClientTransaction transaction = provider.getNewClientTransaction(copy(member, request.getRawContent()));
                transaction.sendRequest();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Request copy(int member, byte[] body) throws Exception {
        Request copy = messages.createRequest(
                addresses.createURI("sip:m" + member + "@127.0.0.1:" + phones),
                Request.MESSAGE,
                provider.getNewCallId(),
                headers.createCSeqHeader(1L, Request.MESSAGE),
                headers.createFromHeader(
                        addresses.createAddress("sip:3001@127.0.0.1:" + port), String.valueOf(System.nanoTime())),
                headers.createToHeader(addresses.createAddress("sip:m" + member + "@127.0.0.1:" + port), null),
                List.of(headers.createViaHeader("127.0.0.1", port, "udp", null)),
                headers.createMaxForwardsHeader(70));
        copy.setContent(body, headers.createContentTypeHeader("text", "plain"));
        return copy;
    }

    @Override
    public void processResponse(ResponseEvent event) {}

    @Override
    public void processTimeout(TimeoutEvent event) {}

    @Override
    public void processIOException(IOExceptionEvent event) {}

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {}

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {}

    @Override
    public void close() {
        stack.stop();
    }
}
