package dev.parley.sip.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** A loopback port that was free a moment ago on UDP and TCP. */
public final class FreePort {
    private static final int ATTEMPTS = 100;

    private FreePort() {}

    public static int find() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try (var tcp = new ServerSocket(0, 1, loopback);
                    var udp = new DatagramSocket(new InetSocketAddress(loopback, tcp.getLocalPort()))) {
                return udp.getLocalPort();
            } catch (IOException e) {
                // Taken on UDP: the next one.
            }
        }
        throw new UncheckedIOException(new IOException("no port is free on both UDP and TCP"));
    }
}
