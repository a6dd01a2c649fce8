package dev.parley.interop.client;

import java.net.InetSocketAddress;

/**
 * Where a client's requests go.
 *
 * @param registrar the server of its account
 * @param calls its calls to rooms
 * @param texts its texts to rooms
 */
public record Servers(InetSocketAddress registrar, InetSocketAddress calls, InetSocketAddress texts) {
    /** One for everything. */
    public static Servers only(InetSocketAddress pbx) {
        return new Servers(pbx, pbx, pbx);
    }

    public Servers withTexts(InetSocketAddress other) {
        return new Servers(registrar, calls, other);
    }

    /** Calls and texts to rooms go to a focus. */
    public Servers withFocus(InetSocketAddress focus) {
        return new Servers(registrar, focus, focus);
    }

    String uri(String room) {
        return "sip:" + room + "@" + host(calls);
    }

    String textsUri(String room) {
        return "sip:" + room + "@" + host(texts);
    }

    String registrarHost() {
        return host(registrar);
    }

    boolean hasOthersForTexts() {
        return !texts.equals(calls);
    }

    static String host(InetSocketAddress server) {
        String address = server.getAddress().getHostAddress();
        return server.getPort() == 5060 ? address : address + ":" + server.getPort();
    }
}
