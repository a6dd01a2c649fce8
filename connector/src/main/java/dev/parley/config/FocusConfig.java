package dev.parley.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Calls to rooms that go through Parley's signalling.
 *
 * @param pbxs whose rooms are called through Parley
 * @param aliases who may call under another name than the one they log in with
 * @param entry who may enter which room; the first that matches the room counts, and a room that none matches is open to
 *     everybody whom the PBX lets in
 * @param session after how long a side is asked whether it is still there, at twice the pace (RFC 4028); 90 s to 24 h
 * @param redirect calls that the PBX sends here
 * @param control what people may do with rooms from their phones, if anything
 */
public record FocusConfig(
        List<Behind> pbxs,
        List<Alias> aliases,
        List<Entry> entry,
        Duration session,
        RedirectConfig redirect,
        Optional<ControlConfig> control) {
    public FocusConfig {
        pbxs = List.copyOf(pbxs);
        aliases = List.copyOf(aliases);
        entry = List.copyOf(entry);
    }

    /** The PBX behind the focus, by its name. */
    public Optional<Behind> behind(String pbx) {
        return pbxs.stream().filter(behind -> behind.pbx().equals(pbx)).findFirst();
    }

    /** Whether people may be called into that PBX's rooms. */
    public boolean dials(String pbx) {
        return behind(pbx).isPresent()
                && control.filter(allowed -> !allowed.invite().isEmpty()).isPresent();
    }

    /**
     * One PBX behind the focus.
     *
     * @param host what Parley calls itself in these calls, with {@code :port} if it is not 5060; not the PBX's own domain,
     *     since Linphone 5.1 subscribes at its own server where the two are one
     * @param tls the port where it is called over TLS
     * @param calls where the PBX takes calls, {@code host:port}
     * @param transport {@code udp}, {@code tcp} or {@code tls}
     * @param callers how the PBX learns who calls
     */
    public record Behind(String pbx, String host, int tls, String calls, String transport, Callers callers) {
        private static final int USUAL_TLS = 5061;

        /** What Parley calls itself to who comes by this transport: a port is that of UDP and TCP, and never that of TLS. */
        public String host(String by) {
            return by.equals("tls")
                    ? host.replaceFirst(":[0-9]{1,5}$", "") + (tls == USUAL_TLS ? "" : ":" + tls)
                    : host;
        }
    }

    /** How the PBX learns who calls. */
    public enum Callers {
        /** It asks for a password itself, and Parley hands the question and the answer on. */
        DIGEST,
        /** Parley has found out, and says so in P-Asserted-Identity (RFC 3325). */
        ASSERTED
    }

    /**
     * @param login the user name of the password
     * @param users the names, as the user part of From, that he may call under
     */
    public record Alias(String login, Set<String> users) {
        public Alias {
            users = Set.copyOf(users);
        }
    }

    /**
     * @param rooms whole names of rooms
     * @param users who may enter them
     */
    public record Entry(Pattern rooms, Set<String> users) {
        public Entry {
            users = Set.copyOf(users);
        }
    }
}
