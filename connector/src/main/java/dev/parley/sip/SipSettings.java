package dev.parley.sip;

import dev.parley.config.Config;
import dev.parley.config.FocusConfig;
import dev.parley.config.FocusConfig.Behind;
import dev.parley.config.SipConfig;
import dev.parley.room.RoomId;
import dev.parley.sip.focus.Focus;
import dev.parley.sip.focus.FocusOptions;
import dev.parley.sip.focus.control.Control;
import dev.parley.sip.stack.Floods;
import dev.parley.sip.stack.ListeningAddress;
import dev.parley.sip.stack.Sip;
import dev.parley.sip.stack.TlsKey;
import dev.parley.sip.stack.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the configuration means to the parts of the SIP side. */
final class SipSettings {
    private static final Duration WATCH = Duration.ofSeconds(10);

    private SipSettings() {}

    /** Option tags that are understood in Require. */
    static Set<String> extensions(SipConfig own) {
        Set<String> known = new TreeSet<>();
        own.focus().ifPresent(focus -> known.addAll(Focus.EXTENSIONS));
        own.focus().flatMap(FocusConfig::control).ifPresent(control -> known.addAll(Control.EXTENSIONS));
        return known;
    }

    static Transport.Ways ways(SipConfig own) {
        return new Transport.Ways(
                own.listen().stream()
                        .map(listen -> new ListeningAddress(listen.transport(), listen.host(), listen.port()))
                        .toList(),
                own.tls().map(tls -> new TlsKey(tls.keystore(), tls.password().value(), tls.trust())),
                WATCH);
    }

    static Floods floods(SipConfig own) {
        return new Floods(own.perSource(), source -> own.senders().isTrusted(source.host(), source.port()));
    }

    /** What a room's focus says of itself. */
    static Optional<FocusOptions> options(SipConfig own, List<String> allow, Sip sip) {
        return own.focus().map(focus -> {
            List<String> known = focus.control().isPresent() ? List.of("conference", "refer") : List.of("conference");
            return new FocusOptions(focus, own.host(), allow, known, extensions(own), sip);
        });
    }

    /** Whose addresses we know to be our own people's. */
    static Set<String> hosts(Config config, SipConfig own, RoomAddresses addresses) {
        return Stream.concat(Stream.of(own.host()), config.pbxs().stream().map(pbx -> addresses.domain(pbx.name())))
                .map(host -> host.replaceFirst(":[0-9]{1,5}$", "").toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    static Optional<RoomId> room(String uri, Sip sip, RoomAddresses addresses) {
        try {
            return addresses.room(sip.uri(uri));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static Map<String, String> focuses(SipConfig own) {
        return own.focus().stream()
                .flatMap(focus -> focus.pbxs().stream())
                .collect(Collectors.toUnmodifiableMap(Behind::pbx, Behind::host));
    }
}
