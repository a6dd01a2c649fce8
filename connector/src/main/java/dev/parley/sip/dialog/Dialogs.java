package dev.parley.sip.dialog;

import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.Sip;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.CSeqHeader;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.Header;
import javax.sip.header.RecordRouteHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** Begins dialogs out of messages, and makes the requests in them. */
public final class Dialogs {
    private final Sip sip;

    public Dialogs(Sip sip) {
        this.sip = sip;
    }

    /** The dialog that a request names, seen from our side. */
    public static DialogId named(Request request) {
        return new DialogId(
                callId(request), tag(to(request).getTag()), tag(from(request).getTag()));
    }

    /**
     * The dialog that our 2xx to this request begins (RFC 3261 §12.1.1).
     *
     * @return empty if the request has no Contact that can be written to
     */
    public Optional<Dialog> begunBy(Incoming request) {
        return contact(request.request())
                .map(target -> new Dialog(
                        new DialogId(
                                callId(request.request()),
                                request.localTag(),
                                tag(request.from().getTag())),
                        uri(to(request.request()).getAddress()),
                        uri(request.from().getAddress()),
                        target,
                        routes(request.request()),
                        0,
                        ((CSeqHeader) request.request().getHeader(CSeqHeader.NAME)).getSeqNumber()));
    }

    /**
     * The dialog that this answer to our request begins (§12.1.2).
     *
     * @return empty if the answer has no Contact or no tag
     */
    public static Optional<Dialog> begunBy(Request ours, Response answer) {
        return contact(answer)
                .filter(target -> to(answer).getTag() != null)
                .map(target -> begunBy(ours, answer, target));
    }

    /** @param target where the answer does not say it itself */
    public static Dialog begunBy(Request ours, Response answer, String target) {
        List<String> routes = routes(answer);
        Collections.reverse(routes);
        return new Dialog(
                new DialogId(
                        callId(ours), tag(from(ours).getTag()), tag(to(answer).getTag())),
                uri(from(ours).getAddress()),
                uri(to(answer).getAddress()),
                contact(answer).orElse(target),
                routes,
                ((CSeqHeader) ours.getHeader(CSeqHeader.NAME)).getSeqNumber(),
                -1);
    }

    /** The dialog that an answer names which comes after its request has been answered by somebody else (§13.2.2.4). */
    public static Optional<Dialog> begunBy(Response answer) {
        List<String> routes = routes(answer);
        Collections.reverse(routes);
        return contact(answer)
                .map(target -> new Dialog(
                        named(answer),
                        uri(from(answer).getAddress()),
                        uri(to(answer).getAddress()),
                        target,
                        routes,
                        ((CSeqHeader) answer.getHeader(CSeqHeader.NAME)).getSeqNumber(),
                        -1));
    }

    /** The dialog that an answer to a request of ours names, seen from our side. */
    public static DialogId named(Response answer) {
        return new DialogId(
                callId(answer), tag(from(answer).getTag()), tag(to(answer).getTag()));
    }

    /** The dialog that a request of ours may begin, without the far tag (§12.1.2). */
    public static DialogId begunBy(Request ours) {
        return new DialogId(callId(ours), tag(from(ours).getTag()), "");
    }

    /** Where requests go after a target refresh: the Contact of theirs, if it can be written to. */
    public static Optional<String> contact(Message message) {
        return message.getHeader(ContactHeader.NAME) instanceof ContactHeader contact
                        && contact.getAddress() != null
                        && contact.getAddress().getURI() instanceof SipURI uri
                ? Optional.of(uri.toString())
                : Optional.empty();
    }

    /** Whether a proxy wants to stay on the way (RFC 3261 §16.6). */
    public static boolean isProxied(Request request) {
        return request.getHeader(RecordRouteHeader.NAME) != null;
    }

    /** A request in the dialog with its {@link Dialog#localCseq}: call {@link Dialog#next} first. */
    public Request request(Dialog dialog, String method) {
        return request(dialog, method, dialog.localCseq());
    }

    /** An ACK or CANCEL carries the number of its INVITE (§13.2.2.4, §9.1). */
    public Request request(Dialog dialog, String method, long cseq) {
        URI target = sip.uri(dialog.target());
        List<String> routes = new ArrayList<>(dialog.routes());
        if (!routes.isEmpty() && !isLoose(routes.getFirst())) {
            // A strict router takes its own address out of the Request-URI (§12.2.1.1).
            URI strict = sip.address("", bare(routes.removeFirst())).getURI();
            routes.add("<" + target + ">");
            target = strict;
        }
        Request request = sip.request(
                method,
                target,
                new Sip.Parties(
                        dialog.id().callId(),
                        sip.address("", dialog.localUri()),
                        dialog.id().localTag(),
                        sip.address("", dialog.remoteUri()),
                        dialog.id().remoteTag()),
                cseq);
        routes.forEach(route -> request.addHeader(sip.header("Route", route)));
        return request;
    }

    private static boolean isLoose(String route) {
        return route.matches("(?i).*;lr([;=>].*|$)");
    }

    /** The URI between the brackets of a Route. */
    public static String bare(String route) {
        int open = route.indexOf('<');
        int close = route.indexOf('>');
        return open >= 0 && close > open ? route.substring(open + 1, close) : route;
    }

    private static List<String> routes(Message message) {
        List<String> routes = new ArrayList<>();
        for (ListIterator<?> all = message.getHeaders(RecordRouteHeader.NAME); all.hasNext(); ) {
            String line = ((Header) all.next()).toString().strip();
            routes.add(line.substring(line.indexOf(':') + 1).strip());
        }
        return routes;
    }

    private static String callId(Message message) {
        return ((CallIdHeader) message.getHeader(CallIdHeader.NAME)).getCallId();
    }

    private static FromHeader from(Message message) {
        return (FromHeader) message.getHeader(FromHeader.NAME);
    }

    private static ToHeader to(Message message) {
        return (ToHeader) message.getHeader(ToHeader.NAME);
    }

    private static String uri(Address address) {
        return address.getURI().toString();
    }

    private static String tag(String tag) {
        return tag == null ? "" : tag;
    }
}
