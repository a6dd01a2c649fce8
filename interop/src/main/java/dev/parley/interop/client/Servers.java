package dev.parley.interop.client;

import java.net.InetSocketAddress;

/**
 * Where a client's requests go.
 *
 * @param registrar the server of its account
 * @param calls its calls to rooms
 * @param texts its texts to rooms
 * @param parameter of the transport to rooms, with its semicolon; empty for UDP
 */
public record Servers(InetSocketAddress registrar, InetSocketAddress calls, InetSocketAddress texts, String parameter) {
    /** One for everything. */
    public static Servers only(InetSocketAddress pbx) {
        return new Servers(pbx, pbx, pbx, "");
    }

    public Servers withTexts(InetSocketAddress other) {
        return new Servers(registrar, calls, other, parameter);
    }

    /** Calls and texts to rooms go to a focus. */
    public Servers withFocus(InetSocketAddress focus) {
        return new Servers(registrar, focus, focus, parameter);
    }

    /** Calls and texts to rooms go there over TLS. */
    public Servers overTls() {
        return new Servers(registrar, calls, texts, ";transport=tls");
    }

    String uri(String room) {
        return "sip:" + room + "@" + host(calls) + parameter;
    }

    String textsUri(String room) {
        return "sip:" + room + "@" + host(texts) + parameter;
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
