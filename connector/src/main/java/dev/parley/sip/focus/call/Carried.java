package dev.parley.sip.focus.call;

import dev.parley.sip.stack.Sip;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javax.sip.header.AllowHeader;
import javax.sip.header.AuthorizationHeader;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.Header;
import javax.sip.header.OptionTag;
import javax.sip.header.RequireHeader;
import javax.sip.header.SupportedHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;

/**
 * What one side says and the other gets to hear. Nothing else gets across: Via, Contact, routes and ids belong to one
 * dialog, and P-Asserted-Identity of a phone to nobody (RFC 3325 §8).
 */
final class Carried {
    /** As they were written. X-FS-Support tells FreeSWITCH what a phone can do. */
    private static final List<String> UNCHANGED = List.of(
            "Accept",
            "Accept-Encoding",
            "Accept-Language",
            "Alert-Info",
            "Authentication-Info",
            "Call-Info",
            "Content-Disposition",
            "Content-Encoding",
            "Content-Language",
            "Date",
            "Error-Info",
            "Event",
            "Expires",
            "History-Info",
            "Info-Package",
            "MIME-Version",
            "Priority",
            "Privacy",
            "Proxy-Authenticate",
            "Reason",
            "Recv-Info",
            "Refer-Sub",
            "Refer-To",
            "Referred-By",
            "Retry-After",
            "RSeq",
            "Session-ID",
            "Subject",
            "Subscription-State",
            "Unsupported",
            "Warning",
            "WWW-Authenticate",
            "X-FS-Support");

    private static final List<String> CREDENTIALS = List.of("Authorization", "Proxy-Authorization");

    /** What this focus can do inside of a call, whoever asks. */
    static final Set<String> METHODS = Set.of(
            "ACK",
            "BYE",
            "CANCEL",
            "INFO",
            "INVITE",
            "MESSAGE",
            "NOTIFY",
            "OPTIONS",
            "PRACK",
            "REFER",
            "SUBSCRIBE",
            "UPDATE");

    /** Extensions that are between phone and PBX; each is agreed by both or by none. */
    private static final Set<String> BETWEEN_THEM = Set.of("100rel", "precondition");

    private final Sip sip;
    private final String realm;

    /** @param realm of Parley's own passwords, which are nobody else's business */
    Carried(Sip sip, String realm) {
        this.sip = sip;
        this.realm = realm;
    }

    void request(Request from, Request to) {
        headers(from, to);
        CREDENTIALS.forEach(name -> all(from, name).stream()
                .filter(header -> !(header instanceof AuthorizationHeader own && realm.equals(own.getRealm())))
                .forEach(header -> to.addHeader((Header) header.clone())));
        extensions(from, to);
        body(from, to);
    }

    void response(Message from, Message to) {
        headers(from, to);
        extensions(from, to);
        body(from, to);
    }

    private static void headers(Message from, Message to) {
        UNCHANGED.forEach(name -> all(from, name).forEach(header -> to.addHeader((Header) header.clone())));
    }

    /** Byte for byte: neither side's SDP is any of ours. */
    static void body(Message from, Message to) {
        byte[] body = from.getRawContent();
        if (body == null || body.length == 0 || !(from.getHeader("Content-Type") instanceof ContentTypeHeader type)) {
            return;
        }
        try {
            to.setContent(body, (ContentTypeHeader) type.clone());
        } catch (ParseException e) {
            throw new IllegalArgumentException("a body that was read cannot be written", e);
        }
    }

    /** Where a redirected phone is to go. */
    static void contacts(Message from, Message to) {
        all(from, "Contact").forEach(header -> to.addHeader((Header) header.clone()));
    }

    private void extensions(Message from, Message to) {
        tags(from, RequireHeader.NAME).stream()
                .filter(BETWEEN_THEM::contains)
                .forEach(tag -> to.addHeader(sip.header("Require", tag)));
        tags(from, SupportedHeader.NAME).stream()
                .filter(BETWEEN_THEM::contains)
                .forEach(tag -> to.addHeader(sip.header("Supported", tag)));
    }

    /** The methods that a side says it takes, as far as the focus can bring it such requests. */
    static Set<String> allowed(Message message) {
        Set<String> allowed = new TreeSet<>();
        all(message, AllowHeader.NAME).forEach(header -> allowed.add(((AllowHeader) header).getMethod()));
        allowed.retainAll(METHODS);
        return allowed;
    }

    static boolean supports(Message message, String tag) {
        return tags(message, SupportedHeader.NAME).contains(tag)
                || tags(message, RequireHeader.NAME).contains(tag);
    }

    static boolean has(Message message, String header) {
        return message.getHeader(header) != null;
    }

    private static List<String> tags(Message message, String name) {
        return all(message, name).stream()
                .map(header -> ((OptionTag) header).getOptionTag().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static List<Header> all(Message message, String name) {
        List<Header> headers = new ArrayList<>();
        for (ListIterator<?> each = message.getHeaders(name); each.hasNext(); ) {
            headers.add((Header) each.next());
        }
        return headers;
    }
}
