package dev.parley.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads which texts Parley takes to phones itself, and how. */
final class DirectReader {
    private static final Pattern PROXY =
            Pattern.compile("sips?:(?:[A-Za-z0-9][A-Za-z0-9.-]*|\\[[0-9A-Fa-f:.]+])(?::[1-9][0-9]{0,4})?"
                    + "(?:;transport=(?:udp|tcp|tls))?;lr");
    private static final String EXAMPLE = "sip:192.0.2.7;lr";

    private DirectReader() {}

    static DirectConfig read(Section sip, List<PbxConfig> pbxs, SecretReader secrets) {
        Set<String> names = pbxs.stream().map(PbxConfig::name).collect(Collectors.toUnmodifiableSet());
        Optional<OutboundProxy.Login> login = login(sip, secrets);
        Optional<OutboundProxy> proxy = sip.get("proxy", proxy()).map(uri -> new OutboundProxy(uri, login));
        if (sip.isList("direct")) {
            return new DirectConfig(Set.copyOf(sip.list("direct", oneOf(names)).orElse(List.of())), proxy);
        }
        return new DirectConfig(sip.get("direct", Kinds.yesNo(), false) ? names : Set.of(), proxy);
    }

    private static Optional<OutboundProxy.Login> login(Section sip, SecretReader secrets) {
        // All three are asked for, so that each is a key that is known.
        List<String> written = SecretReader.PLACES.stream()
                .filter(place -> sip.has("proxy-" + place))
                .toList();
        if (!written.isEmpty() && !sip.has("proxy-user")) {
            sip.wrong("proxy-user", "is missing.", "Write whose secret it is, for example proxy-user: parley");
        }
        return sip.get("proxy-user", user())
                .flatMap(user -> secrets.read(sip, "proxy-").map(secret -> new OutboundProxy.Login(user, secret)));
    }

    private static Kind<String> oneOf(Set<String> names) {
        return text -> {
            if (!names.contains(text)) {
                throw new Unfit(
                        Words.quoted(text) + " is no PBX of this file.",
                        "Write yes, no, or names out of "
                                + String.join(", ", names.stream().sorted().toList()) + ".");
            }
            return text;
        };
    }

    private static Kind<String> proxy() {
        return text -> {
            if (!PROXY.matcher(text).matches()) {
                throw new Unfit(
                        Words.quoted(text) + " is not the address of a proxy with ;lr at its end.",
                        "Write for example " + EXAMPLE + ".");
            }
            return text;
        };
    }

    private static Kind<String> user() {
        return text -> {
            if (text.isEmpty() || !text.matches("[^\\s\\p{Cc}\"\\\\]{1,100}")) {
                throw new Unfit(Words.quoted(text) + " is not a user name of SIP.", "Write for example parley.");
            }
            return text;
        };
    }
}
