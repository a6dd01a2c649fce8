package dev.parley.config;

import dev.parley.chat.Rate;
import dev.parley.config.SipConfig.Listen;
import dev.parley.config.SipConfig.Tls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code sip}; where it is not written, there is no SIP side. */
final class SipReader {
    private static final Pattern LISTEN =
            Pattern.compile("(?i)(udp|tcp|tls):([0-9.]+|\\[[0-9a-f:.]+]):([1-9][0-9]{0,4})");

    private static final Set<String> WILDCARDS = Set.of("0.0.0.0", "[::]");

    private static final String EXAMPLE = "[udp:192.0.2.1:5060, tcp:192.0.2.1:5060]";

    private final Path home;
    private final SecretReader secrets;
    private final SenderReader senders;

    /** @param home where relative file names begin */
    SipReader(Reading reading, Path home, SecretReader secrets) {
        this.home = home;
        this.secrets = secrets;
        this.senders = new SenderReader(reading, home);
    }

    private static int tlsPort(List<Listen> listen) {
        return listen.stream()
                .filter(at -> at.transport().equals("tls"))
                .map(Listen::port)
                .findFirst()
                .orElse(5061);
    }

    Optional<SipConfig> read(Section root, List<PbxConfig> pbxs) {
        Section sip = root.section("sip");
        List<Listen> listen = sip.list("listen", listen()).orElse(List.of());
        Optional<String> host = sip.get("host", Hosts.domain());
        Optional<Tls> tls = tls(sip);
        Rate perSource = sip.get("rate-per-source", Rates.rate(), new Rate(100, 400));
        SenderConfig proofs = senders.read(
                sip,
                host.orElseGet(() -> listen.isEmpty() ? "" : listen.getFirst().host()));
        Optional<PublishConfig> publish = new PublishReader(secrets).read(sip);
        SubscriptionsConfig subscriptions = SubscriptionsReader.read(sip.section("subscriptions"), sip.has("state"));
        Optional<Path> state = sip.get("state", Kinds.path(home));
        DirectConfig direct = DirectReader.read(sip, pbxs, secrets);
        Optional<FocusConfig> focus = FocusReader.read(sip, pbxs, tlsPort(listen));
        if (!root.has("sip")) {
            return Optional.empty();
        }
        if (listen.isEmpty()) {
            if (sip.isEmpty("listen")) {
                sip.wrong("listen", "there is none.", "Write where phones reach Parley, for example " + EXAMPLE + ".");
            }
            return Optional.empty();
        }
        if (tls.isEmpty()
                && !sip.has("tls")
                && listen.stream().anyMatch(at -> at.transport().equals("tls"))) {
            sip.wrong(
                    "listen",
                    "has tls, and there is no key for it.",
                    "Write tls: {keystore: /etc/parley/sip.p12, ...}.");
        }
        Listen first = listen.getFirst();
        String self = host.orElse(bracketed(first.host()) + ":" + first.port());
        return Optional.of(
                new SipConfig(listen, self, tls, perSource, proofs, subscriptions, direct, publish, focus, state));
    }

    private Optional<Tls> tls(Section sip) {
        Section tls = sip.section("tls");
        Kind<Path> file = Kinds.path(home);
        if (!sip.has("tls")) {
            tls.get("keystore", file);
            tls.get("trust", file);
            SecretReader.PLACES.forEach(tls::has);
            return Optional.empty();
        }
        Optional<Path> keystore = tls.require("keystore", file, "/etc/parley/sip.p12");
        Optional<Secret> password = secrets.read(tls);
        Optional<Path> trust = tls.get("trust", file);
        if (trust.isPresent() && !Files.isReadable(trust.get())) {
            tls.wrong(
                    "trust",
                    trust.get() + " cannot be read.",
                    "Make it with: keytool -importcert -file ca.pem -storetype PKCS12 -keystore " + trust.get());
        }
        if (keystore.isPresent() && !Files.isReadable(keystore.get())) {
            tls.wrong(
                    "keystore",
                    keystore.get() + " cannot be read.",
                    "Make it with: openssl pkcs12 -export -in cert.pem -inkey key.pem -out " + keystore.get());
        }
        return keystore.flatMap(path -> password.map(secret -> new Tls(path, secret, trust)));
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
                        "Write udp, tcp or tls with an address of this machine, for example " + EXAMPLE + ".");
            }
            if (WILDCARDS.contains(parts.group(2))) {
                throw new Unfit(
                        Words.quoted(text) + " is every address of this machine, and phones have to answer to one.",
                        "Write the one that they reach, for example " + EXAMPLE + ".");
            }
            return new Listen(
                    parts.group(1).toLowerCase(Locale.ROOT),
                    parts.group(2).replace("[", "").replace("]", ""),
                    Integer.parseInt(parts.group(3)));
        };
    }
}
