package dev.parley.sip.direct;

import java.util.Optional;

/**
 * Where one MESSAGE goes.
 *
 * @param target its Request-URI
 * @param route the proxy that it goes through, with brackets, if any
 * @param transport of the first hop
 * @param room the room's address, if this phone knows it by another than the one it always has
 */
record Destination(String target, Optional<String> route, String transport, Optional<String> room) {
    Destination(String target, Optional<String> route, String transport) {
        this(target, route, transport, Optional.empty());
    }

    boolean isUdp() {
        return transport.equals("udp");
    }
}
