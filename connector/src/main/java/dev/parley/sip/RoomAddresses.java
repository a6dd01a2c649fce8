package dev.parley.sip;

import dev.parley.config.AsteriskConfig;
import dev.parley.config.FreeSwitchConfig;
import dev.parley.config.PbxConfig;
import dev.parley.pbx.RoomUri;
import dev.parley.room.RoomId;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sip.address.SipURI;
import javax.sip.address.URI;

/** Which room an address names. Where several PBXs have such a room, the host tells. */
public final class RoomAddresses {
    private final List<PbxConfig> pbxs;
    /** What each PBX, by its name, and the focus before it are called, without ports. */
    private final Map<String, Set<String>> hosts;

    public RoomAddresses(List<PbxConfig> pbxs) {
        this(pbxs, Map.of());
    }

    /** @param focuses what the focus calls itself for the rooms of a PBX, by its name */
    public RoomAddresses(List<PbxConfig> pbxs, Map<String, String> focuses) {
        this.pbxs = List.copyOf(pbxs);
        this.hosts = pbxs.stream()
                .collect(Collectors.toUnmodifiableMap(
                        PbxConfig::name,
                        pbx -> Stream.concat(Stream.of(domain(pbx)), Stream.ofNullable(focuses.get(pbx.name())))
                                .map(RoomAddresses::host)
                                .collect(Collectors.toUnmodifiableSet())));
    }

    public Optional<RoomId> room(URI uri) {
        return uri instanceof SipURI sip && sip.getUser() != null
                ? room(sip.getUser(), sip.getHost())
                : Optional.empty();
    }

    /** The room's address in the one spelling that it always has. */
    public String uri(RoomId room) {
        return RoomUri.of(room, domain(room.pbx()));
    }

    /** As the phones know the PBX; it may end with a port. */
    public String domain(String pbx) {
        return pbxs.stream()
                .filter(config -> config.name().equals(pbx))
                .map(RoomAddresses::domain)
                .findFirst()
                .orElseThrow();
    }

    private Optional<RoomId> room(String user, String host) {
        String name = decoded(user);
        List<PbxConfig> having = pbxs.stream()
                .filter(pbx -> pbx.rooms().stream().anyMatch(room -> room.matches(name)))
                .toList();
        Optional<PbxConfig> named = having.stream()
                .filter(pbx -> hosts.getOrDefault(pbx.name(), Set.of()).contains(host.toLowerCase(Locale.ROOT)))
                .findFirst();
        return named.or(() -> having.size() == 1 ? Optional.of(having.getFirst()) : Optional.empty())
                .map(pbx -> new RoomId(pbx.name(), name));
    }

    private static String host(String domain) {
        return domain.replaceFirst(":[0-9]{1,5}$", "").toLowerCase(Locale.ROOT);
    }

    private static String domain(PbxConfig pbx) {
        return switch (pbx) {
            case AsteriskConfig asterisk -> asterisk.domain();
            case FreeSwitchConfig freeswitch -> freeswitch.domain();
        };
    }

    /** Escapes of a user part; one that is none names no room (RFC 3261 §25.1). */
    private static String decoded(String user) {
        try {
            return URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
