package dev.parley.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How to reach a FreeSWITCH.
 *
 * @param port of mod_event_socket
 * @param user {@code user@domain} of the directory, or empty for the event socket's own password
 * @param domain host part of the rooms' URIs, as the phones know their PBX
 * @param profile the sofia profile by which a sender is answered who is in no call
 * @param confirm whether each text outside of a call waits for the phone's own answer; FreeSWITCH 1.11 does about 20 of
 *     these a second, all rooms together
 * @param reconcile how often the PBX's own lists are fetched for what it has no event for
 * @param silence how long the PBX may be silent on the event socket before the connection counts as dead
 */
public record FreeSwitchConfig(
        String name,
        String host,
        int port,
        Optional<String> user,
        Secret secret,
        String domain,
        String profile,
        boolean confirm,
        Duration reconcile,
        Duration silence,
        List<RoomPattern> rooms)
        implements PbxConfig {
    public FreeSwitchConfig {
        rooms = List.copyOf(rooms);
    }
}
