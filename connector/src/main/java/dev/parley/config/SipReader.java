package dev.parley.config;

import dev.parley.config.SipConfig.Listen;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code sip}; where it is not written, there is no SIP side. */
final class SipReader {
    private static final Pattern LISTEN = Pattern.compile("(?i)(udp|tcp):([0-9.]+|\\[[0-9a-f:.]+]):([1-9][0-9]{0,4})");

    private static final String EXAMPLE = "[udp:192.0.2.1:5060, tcp:192.0.2.1:5060]";

    private SipReader() {}

    static Optional<SipConfig> read(Section root) {
        Section sip = root.section("sip");
        List<Listen> listen = sip.list("listen", listen()).orElse(List.of());
        Optional<String> host = sip.get("host", Hosts.domain());
        if (!root.has("sip")) {
            return Optional.empty();
        }
        if (listen.isEmpty()) {
            if (sip.isEmpty("listen")) {
                sip.wrong("listen", "there is none.", "Write where phones reach Parley, for example " + EXAMPLE + ".");
            }
            return Optional.empty();
        }
        Listen first = listen.getFirst();
        return Optional.of(new SipConfig(listen, host.orElse(bracketed(first.host()) + ":" + first.port())));
    }

    private static String bracketed(String host) {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    private static Kind<Listen> listen() {
        return text -> {
            Matcher parts = LISTEN.matcher(text);
            if (!parts.matches() || Integer.parseInt(parts.group(3)) > 65_535) {
                throw new Unfit(
                        Words.quoted(text) + " is not transport:address:port.",
                        "Write udp or tcp with an address of this machine, for example " + EXAMPLE + ".");
            }
            return new Listen(
                    parts.group(1).toLowerCase(Locale.ROOT),
                    parts.group(2).replace("[", "").replace("]", ""),
                    Integer.parseInt(parts.group(3)));
        };
    }
}
