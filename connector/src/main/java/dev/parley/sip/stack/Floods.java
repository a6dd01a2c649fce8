package dev.parley.sip.stack;

import dev.parley.chat.Buckets;
import dev.parley.chat.Rate;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Predicate;
import javax.sip.address.SipURI;
import javax.sip.header.FromHeader;
import javax.sip.message.Request;

/**
 * Who sends more than is taken: an address, or behind a proxy whoever stands in From. That can be forged, but only by
 * those whom the proxy lets through.
 */
public final class Floods {
    /** Who is counted together. */
    private record Counted(String host, String from) {}

    private final Buckets<Counted> buckets;
    private final Predicate<Source> proxies;

    /**
     * @param rate how many requests one address may send
     * @param proxies addresses that many send from, for each of whom that counts
     */
    public Floods(Rate rate, Predicate<Source> proxies) {
        this.buckets = new Buckets<>(rate);
        this.proxies = proxies;
    }

    boolean takes(Request request, Source source, Instant now) {
        return buckets.take(new Counted(source.host(), proxies.test(source) ? from(request) : ""), now);
    }

    private static String from(Request request) {
        return request.getHeader(FromHeader.NAME) instanceof FromHeader from
                        && from.getAddress().getURI() instanceof SipURI uri
                ? uri.getUser() + "@" + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT)
                : "";
    }
}
