package dev.parley.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How to reach an Asterisk.
 *
 * @param tls whether AMI is spoken over TLS
 * @param domain host part of the rooms' URIs, as the phones know their PBX
 * @param door how texts come in
 * @param http the root of Asterisk's own HTTP server (http.conf), for long texts in one piece over AMI-over-HTTP
 * @param trunks endpoints that lead to other systems rather than to one person's phones; never written to out of dialog
 * @param reconcile how often the PBX's own lists are fetched for what it has no event for
 * @param silence how long the PBX may be silent on AMI, pings included, before the connection counts as dead
 * @param scribe how Parley's silent leg calls a room; there if a room wants one
 */
public record AsteriskConfig(
        String name,
        String host,
        int port,
        boolean tls,
        String user,
        Secret secret,
        String domain,
        Door door,
        Optional<URI> http,
        List<Pattern> trunks,
        Duration reconcile,
        Duration silence,
        List<RoomPattern> rooms,
        Optional<ScribeConfig> scribe)
        implements PbxConfig {
    public AsteriskConfig {
        trunks = List.copyOf(trunks);
        rooms = List.copyOf(rooms);
    }

    /** Without a scribe. */
    public AsteriskConfig(
            String name,
            String host,
            int port,
            boolean tls,
            String user,
            Secret secret,
            String domain,
            Door door,
            Optional<URI> http,
            List<Pattern> trunks,
            Duration reconcile,
            Duration silence,
            List<RoomPattern> rooms) {
        this(
                name,
                host,
                port,
                tls,
                user,
                secret,
                domain,
                door,
                http,
                trunks,
                reconcile,
                silence,
                rooms,
                Optional.empty());
    }

    /** The first pattern that matches decides. */
    public boolean wantsScribe(String conference) {
        return scribe.isPresent()
                && rooms.stream()
                        .filter(room -> room.matches(conference))
                        .findFirst()
                        .filter(room -> room.inDialog() == RoomPattern.InDialog.SCRIBE)
                        .isPresent();
    }

    /** Parley's own silent leg. */
    public boolean isScribe(String endpoint) {
        return scribe.filter(own -> own.endpoint().equals(endpoint)).isPresent();
    }

    /** How a MESSAGE to a room gets from the dialplan to Parley. */
    public sealed interface Door {
        /** As an AMI event; nothing waits. */
        record UserEvent() implements Door {}

        /** By a FastAGI script that answers at once, on this address of ours. */
        record FastAgi(String host, int port) implements Door {}
    }

    public boolean isTrunk(String endpoint) {
        return trunks.stream().anyMatch(trunk -> trunk.matcher(endpoint).matches());
    }
}
