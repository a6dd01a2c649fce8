package dev.parley.sip.stack;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.text.ParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sip.InvalidArgumentException;
import javax.sip.ObjectInUseException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipProvider;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.Header;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers one request. Reason phrases are our own: nothing of the request gets into the status line. */
public final class Answerer {
    private static final Logger LOG = LoggerFactory.getLogger(Answerer.class);

    private final Sip sip;
    private final Request request;
    private final Optional<ServerTransaction> transaction;
    private final Optional<Leaving> leaving;
    private final SipProvider provider;
    private final Tally tally;
    private final String localTag;
    private final AtomicBoolean answered = new AtomicBoolean();

    /** How a response leaves. */
    private interface Leaving {
        void send(Response response) throws SipException, InvalidArgumentException;
    }

    /** @param transaction empty for a request that gets none, such as an ACK: it is never answered */
    Answerer(Sip sip, Request request, Optional<ServerTransaction> transaction, SipProvider provider, Tally tally) {
        this(sip, request, transaction, transaction.map(begun -> begun::sendResponse), provider, tally, sip.newId());
    }

    private Answerer(
            Sip sip,
            Request request,
            Optional<ServerTransaction> transaction,
            Optional<Leaving> leaving,
            SipProvider provider,
            Tally tally,
            String newTag) {
        this.sip = sip;
        this.request = request;
        this.transaction = transaction;
        this.leaving = leaving;
        this.provider = provider;
        this.tally = tally;
        String tag = ((ToHeader) request.getHeader(ToHeader.NAME)).getTag();
        this.localTag = tag == null ? newTag : tag;
    }

    /** Without a transaction: each repetition is answered anew, and with the same tag (RFC 3261 §8.2.7). */
    static Answerer stateless(Sip sip, Request request, SipProvider provider, Tally tally) {
        String tag = Ids.of(request.getHeader("Via") + " " + request.getHeader("Call-ID") + request.getHeader("CSeq"));
        return new Answerer(sip, request, Optional.empty(), Optional.of(provider::sendResponse), provider, tally, tag);
    }

    public String localTag() {
        return localTag;
    }

    public boolean isAnswered() {
        return answered.get();
    }

    public void answer(int code, List<Header> more) {
        answer(code, SIPResponse.getReasonPhrase(code), more);
    }

    void answer(int code, String phrase, List<Header> more) {
        Response response = sip.response(request, code);
        more.forEach(response::addHeader);
        answer(response, phrase, localTag);
    }

    /** A response made elsewhere, for example with a body. A provisional one leaves the final one open. */
    public void answer(Response response) {
        answer(response, localTag);
    }

    /** @param tag in To: a request that forked behind us has another one in the answers of each branch (RFC 3261 §12.1.1) */
    public void answer(Response response, String tag) {
        answer(response, SIPResponse.getReasonPhrase(response.getStatusCode()), tag);
    }

    private void answer(Response response, String phrase, String tag) {
        boolean last = response.getStatusCode() >= 200;
        if (leaving.isEmpty() || last && answered.getAndSet(true) || !last && answered.get()) {
            return;
        }
        try {
            if (response.getStatusCode() > 100) {
                ((ToHeader) response.getHeader(ToHeader.NAME)).setTag(tag);
            }
            response.setReasonPhrase(phrase);
            response.addHeader(sip.server());
            forgetCharset();
            leaving.get().send(response);
            if (last) {
                tally.answered(request.getMethod(), response.getStatusCode());
            }
        } catch (SipException | InvalidArgumentException | ParseException | RuntimeException e) {
            // The stack throws a NullPointerException where the top Via names a transport that nobody listens on.
            tally.dropped("unanswerable");
            LOG.debug("A {} could not be answered: {}", request.getMethod(), e.toString());
        }
    }

    /** Sends a 2xx to an INVITE once more, which the transaction does not do (§13.3.1.4). */
    public void repeat(Response response) {
        try {
            provider.sendResponse((Response) response.clone());
        } catch (SipException | RuntimeException e) {
            LOG.debug("A {} could not be repeated: {}", response.getStatusCode(), e.toString());
        }
    }

    /** Of a CANCEL: whether the stack still knows the request with the same branch (RFC 3261 §9.2). */
    boolean meansAnother() {
        String branch = ((SIPRequest) request).getTopmostVia().getBranch();
        return branch != null
                && ((SIPTransactionStack) provider.getSipStack()).findTransaction(branch.toLowerCase(Locale.ROOT), true)
                        instanceof SIPServerTransaction;
    }

    /** Answers nothing, now or later, and keeps nothing of the request. */
    public void forget() {
        answered.set(true);
        transaction.ifPresent(Answerer::terminate);
    }

    private static void terminate(ServerTransaction transaction) {
        try {
            transaction.terminate();
        } catch (ObjectInUseException | RuntimeException e) {
            LOG.debug("A transaction did not end: {}", e.toString());
        }
    }

    /**
     * To save memory jain-sip 1.3.0-91 writes the request down when it is answered, in the charset that its sender named,
     * and sends nothing if there is no such charset.
     */
    private void forgetCharset() {
        if (request.getHeader(ContentTypeHeader.NAME) instanceof ContentTypeHeader type) {
            type.removeParameter("charset");
        }
    }

    /** A response to add a body or a Contact to, for {@link #answer(Response)}. */
    public Response prepared(int code) {
        return sip.response(request, code);
    }
}
