package dev.parley.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/** Where something is on the network. Each form lets only its own characters in, so that no line break gets to a PBX. */
final class Hosts {
    private static final String NAME = "[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,252})";
    private static final Pattern HOST = Pattern.compile(NAME + "|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    /** Not an address: a name ends with a letter at least. */
    private static final Pattern NAMED = Pattern.compile(NAME + "(?<=[A-Za-z])");

    private static final Pattern DOMAIN = Pattern.compile("(?:" + NAME + "|\\[[0-9A-Fa-f:.]+])(?::[1-9][0-9]{0,4})?");

    private Hosts() {}

    static Kind<String> host() {
        return text -> {
            if (!HOST.matcher(text).matches()) {
                throw new Unfit(
                        Words.quoted(text) + " is not a host.", "Write a name or an address, for example 127.0.0.1.");
            }
            return text;
        };
    }

    /** A name, an address, or all addresses that begin alike. */
    static Kind<String> range() {
        return text -> {
            if (AddressRange.parse(text).isEmpty() && !NAMED.matcher(text).matches()) {
                throw new Unfit(
                        Words.quoted(text) + " is no address, range of addresses or name.",
                        "Write for example 192.0.2.0/24, 2001:db8::/32 or proxy.example.org.");
            }
            return text.toLowerCase(Locale.ROOT);
        };
    }

    static Kind<String> loopback() {
        return text -> {
            if (!Loopback.is(text)) {
                throw new Unfit(
                        Words.quoted(text) + " can be reached from other machines, and there is no login.",
                        "Write 127.0.0.1; others get in through a reverse proxy that asks who they are.");
            }
            return text;
        };
    }

    /** The host part of a SIP URI. */
    static Kind<String> domain() {
        return text -> {
            if (!DOMAIN.matcher(text).matches()) {
                throw new Unfit(
                        Words.quoted(text) + " cannot stand behind the @ of a SIP address.",
                        "Write what your phones have as their SIP server or domain, for example pbx.example.");
            }
            return text;
        };
    }

    static Kind<URI> http() {
        return text -> {
            Unfit unfit = new Unfit(
                    Words.quoted(text) + " is not the root of a web server.",
                    "Write for example http://127.0.0.1:8088.");
            try {
                URI uri = new URI(text);
                boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
                boolean bare =
                        uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
                if (!web || !bare || Objects.toString(uri.getHost(), "").isEmpty()) {
                    throw unfit;
                }
                return uri;
            } catch (URISyntaxException e) {
                throw unfit;
            }
        };
    }
}
