package dev.parley.interop.connector;

import java.net.InetSocketAddress;

/** The section {@code sip} of a Parley that calls to the rooms of one PBX go through. */
public final class FocusSection {
    private FocusSection() {}

    public static String of(InetSocketAddress focus, int pbx) {
        return of(focus, pbx, "");
    }

    /**
     * @param focus where phones call
     * @param pbx the port where the PBX takes calls
     * @param more what else stands under {@code focus}, line by line
     */
    public static String of(InetSocketAddress focus, int pbx, String more) {
        return of(focus, pbx, more, "");
    }

    /** @param key of the focus, which takes calls over TLS too then */
    public static String secure(InetSocketAddress focus, int tls, Keystore key, int pbx) {
        return of(focus, pbx, "", ", \"tls:" + focus.getHostString() + ":" + tls + "\"") + "tls: {keystore: "
                + key.file() + ", secret: " + key.password() + "}\n";
    }

    private static String of(InetSocketAddress focus, int pbx, String more, String listen) {
        return """
                listen: ["udp:%1$s", "tcp:%1$s"%4$s]
                realm: rooms
                rate-per-source: 9000/s burst 9000
                focus:
                  pbx: [{name: main, host: "%1$s", calls: "127.0.0.1:%2$d"}]
                %3$s""".formatted(focus.getHostString() + ":" + focus.getPort(), pbx, more.indent(2), listen);
    }
}
