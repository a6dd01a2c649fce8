package dev.parley.sip.stack;

import dev.parley.sip.stack.CarefulParser.Defect;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import java.util.Set;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.CSeqHeader;
import javax.sip.header.Header;
import javax.sip.header.RequireHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;

/**
 * What any request has to pass, in the order of RFC 3261 §8.2, but for what only the handler of its method can know. A
 * request that is refused has changed nothing.
 */
final class Checks {
    private static final String COOKIE = "z9hG4bK";
    private static final long MOST_CSEQ = 0x7FFF_FFFFL;
    private static final int LONGEST_URI = 1_024;
    private static final int MOST_VIAS = 70;
    /** All methods of RFC 3261 and its extensions; what is none of them is 501 rather than 405. */
    private static final Set<String> KNOWN = Set.of(
            "INVITE",
            "ACK",
            "BYE",
            "CANCEL",
            "OPTIONS",
            "REGISTER",
            "MESSAGE",
            "SUBSCRIBE",
            "NOTIFY",
            "PUBLISH",
            "REFER",
            "INFO",
            "UPDATE",
            "PRACK");

    private final Sip sip;
    private final Set<String> served;
    private final Set<String> extensions;

    /** @param served the methods that have a handler @param extensions the option tags that are understood */
    Checks(Sip sip, Set<String> served, Set<String> extensions) {
        this.sip = sip;
        this.served = Set.copyOf(served);
        this.extensions = Set.copyOf(extensions);
    }

    /** The answer that a request gets which does not pass. */
    record Refusal(int code, String phrase, List<Header> more) {
        Refusal(int code, List<Header> more) {
            this(code, SIPResponse.getReasonPhrase(code), more);
        }

        Refusal(int code) {
            this(code, List.of());
        }
    }

    Optional<Refusal> refusal(Request request) {
        return wellFormed(request)
                .or(() -> method(request))
                .or(() -> complete(request))
                .or(() -> replacing(request))
                .or(() -> target(request))
                .or(() -> required(request));
    }

    private static Optional<Refusal> wellFormed(Request request) {
        Set<Defect> defects = CarefulParser.defects((SIPMessage) request);
        if (defects.contains(Defect.OTHER_VERSION)) {
            return Optional.of(new Refusal(505));
        }
        boolean wrong = defects.contains(Defect.REPEATED_HEADER)
                || ((CSeqHeader) request.getHeader(CSeqHeader.NAME)).getSeqNumber() > MOST_CSEQ
                || !hasBranch(request)
                || vias(request) > MOST_VIAS;
        return wrong ? Optional.of(new Refusal(400)) : Optional.empty();
    }

    /** A branch that is the cookie alone tells no transaction from another (RFC 4475 §3.2.1). */
    private static boolean hasBranch(Request request) {
        ViaHeader via = (ViaHeader) request.getHeader(ViaHeader.NAME);
        return via.getBranch() == null || via.getBranch().length() > COOKIE.length();
    }

    private static int vias(Request request) {
        int count = 0;
        for (ListIterator<?> vias = request.getHeaders(ViaHeader.NAME); vias.hasNext(); vias.next()) {
            count++;
        }
        return count;
    }

    /** Methods are compared byte for byte (RFC 3261 §7.1). */
    private Optional<Refusal> method(Request request) {
        String method = request.getMethod();
        if (served.contains(method) || method.equals(Request.ACK) || method.equals(Request.CANCEL)) {
            return Optional.empty();
        }
        return Optional.of(
                KNOWN.contains(method) ? new Refusal(405, sip.headers("Allow", Allow.of(served))) : new Refusal(501));
    }

    private static Optional<Refusal> complete(Request request) {
        return Mandatory.missing(request).map(header -> new Refusal(400, "Missing " + header + " header", List.of()));
    }

    /** Whatever has to do with another dialog than its own may be in an INVITE only, and only once (RFC 3891 §3, RFC 3911 §4). */
    private static Optional<Refusal> replacing(Request request) {
        boolean replaces = request.getHeader("Replaces") != null;
        boolean joins = request.getHeader("Join") != null;
        boolean wrong = request.getMethod().equals(Request.INVITE) ? replaces && joins : replaces || joins;
        return wrong ? Optional.of(new Refusal(400, "Misplaced Replaces or Join", List.of())) : Optional.empty();
    }

    private static Optional<Refusal> target(Request request) {
        URI target = request.getRequestURI();
        if (!(target instanceof SipURI uri)) {
            return Optional.of(new Refusal(416));
        }
        if (target.toString().length() > LONGEST_URI) {
            return Optional.of(new Refusal(414));
        }
        // A Request-URI must not have headers (RFC 3261 §19.1.1).
        return uri.getHeaderNames().hasNext() ? Optional.of(new Refusal(400)) : Optional.empty();
    }

    private Optional<Refusal> required(Request request) {
        if (request.getMethod().equals(Request.ACK) || request.getMethod().equals(Request.CANCEL)) {
            return Optional.empty();
        }
        List<Header> unsupported = new ArrayList<>();
        for (ListIterator<?> tags = request.getHeaders(RequireHeader.NAME); tags.hasNext(); ) {
            String tag = ((RequireHeader) tags.next()).getOptionTag();
            if (!extensions.contains(tag)) {
                unsupported.add(sip.header("Unsupported", SipText.token(tag)));
            }
        }
        return unsupported.isEmpty() ? Optional.empty() : Optional.of(new Refusal(420, unsupported));
    }
}
