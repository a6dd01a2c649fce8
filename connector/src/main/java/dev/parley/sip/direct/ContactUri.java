package dev.parley.sip.direct;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a phone has registered. The phone wrote it, so only what the grammar of RFC 3261 §25.1 lets through is one; header
 * fields in a URI (§19.1.1) are none of it, since they would be the phone's words in a request of ours.
 *
 * @param uri as the phone wrote it
 * @param address {@code host:port}, as the PBX adapters write the address of a leg
 * @param transport {@code udp} where nothing is said (RFC 3263 §4.1)
 */
record ContactUri(String uri, String address, String transport) {
    private static final int MOST_CHARACTERS = 255;
    private static final Pattern FORM = Pattern.compile(
            "(sips?):(?:(?:[A-Za-z0-9_.!~*'()&=+$,;?/-]|%[0-9A-F]{2})++@)?"
                    + "([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-F:.]+])(?::([1-9][0-9]{0,4}))?"
                    + "((?:;[A-Za-z0-9.!%*_+`'~-]+(?:=(?:[A-Za-z0-9\\[\\]/:&+$_.!~*'()-]|%[0-9A-F]{2})+)?)*)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TRANSPORT = Pattern.compile(";transport=([^;]*)", Pattern.CASE_INSENSITIVE);

    static Optional<ContactUri> parse(String written) {
        if (written.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        Matcher parts = FORM.matcher(written);
        return parts.matches() ? Optional.of(of(written, parts)) : Optional.empty();
    }

    private static ContactUri of(String written, Matcher parts) {
        boolean secure = parts.group(1).length() == "sips".length();
        Matcher named = TRANSPORT.matcher(parts.group(4));
        String plain = named.find() ? named.group(1).toLowerCase(Locale.ROOT) : "udp";
        String transport = secure ? "tls" : plain;
        String port = Optional.ofNullable(parts.group(3)).orElse(transport.equals("tls") ? "5061" : "5060");
        return new ContactUri(written, parts.group(2) + ":" + port, transport);
    }
}
