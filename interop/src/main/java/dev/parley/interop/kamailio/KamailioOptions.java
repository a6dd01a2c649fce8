package dev.parley.interop.kamailio;

import dev.parley.interop.FreePort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * How a Kamailio of the tests is set: the shipped files as they are, and these defines before them.
 *
 * @param port its own, UDP and TCP
 * @param pbx the port of the PBX behind it
 * @param parley the port of Parley's own SIP side
 */
public record KamailioOptions(int port, int pbx, int parley, List<String> more) {
    public KamailioOptions {
        more = List.copyOf(more);
    }

    /** Nobody behind it yet. */
    public static KamailioOptions onFreePort() {
        return new KamailioOptions(FreePort.udpAndTcp(), FreePort.udpAndTcp(), FreePort.udpAndTcp(), List.of());
    }

    public KamailioOptions withPbx(int other) {
        return new KamailioOptions(port, other, parley, more);
    }

    public KamailioOptions withParley(int other) {
        return new KamailioOptions(port, pbx, other, more);
    }

    /** One more, for example {@code WITH_AUTH} or {@code PARLEY_RESPITE=0}. */
    public KamailioOptions with(String define) {
        List<String> longer = new ArrayList<>(more);
        longer.add(define);
        return new KamailioOptions(port, pbx, parley, longer);
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    List<String> defines() {
        List<String> defines = new ArrayList<>(List.of(
                "LISTEN_UDP=udp:127.0.0.1:" + port,
                "LISTEN_TCP=tcp:127.0.0.1:" + port,
                "PBX=\"sip:127.0.0.1:" + pbx + "\"",
                "PARLEY_PORT=" + parley,
                "PARLEY_URI=\"sip:127.0.0.1:" + parley + "\""));
        defines.addAll(more);
        return defines;
    }
}
