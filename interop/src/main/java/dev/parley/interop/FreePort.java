package dev.parley.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Loopback ports that were free a moment ago. */
public final class FreePort {
    private FreePort() {}

    public static int tcp() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One number for both: SIP has the same port on either (RFC 3261 §18.2.1). */
    public static int udpAndTcp() {
        for (int attempt = 0; attempt < 100; attempt++) {
            int port = tcp();
            try (var udp = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
                return udp.getLocalPort();
            } catch (IOException e) {
                // Taken on UDP: the next one.
            }
        }
        throw new IllegalStateException("no port is free on both UDP and TCP");
    }
}
