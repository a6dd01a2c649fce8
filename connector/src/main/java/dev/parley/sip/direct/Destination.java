package dev.parley.sip.direct;

import java.util.Optional;

/**
 * Where one MESSAGE goes.
 *
 * @param target its Request-URI
 * @param route the proxy that it goes through, with brackets, if any
 * @param transport of the first hop
 */
record Destination(String target, Optional<String> route, String transport) {
    boolean isUdp() {
        return transport.equals("udp");
    }
}
