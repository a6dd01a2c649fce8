package dev.parley.interop.freeswitch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Loopback ports that were free a moment ago. */
record FreeSwitchPorts(int sip, int eventSocket, int rtpStart, int rtpEnd) {
    private static final int RTP_WIDTH = 2000;

    static FreeSwitchPorts free() {
        int rtp = ThreadLocalRandom.current().nextInt(5, 15) * RTP_WIDTH;
        return new FreeSwitchPorts(freeForSip(), freeTcp(), rtp, rtp + RTP_WIDTH - 1);
    }

    private static int freeTcp() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freeForSip() {
        for (int attempt = 0; attempt < 100; attempt++) {
            int port = freeTcp();
            try (var udp = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
                return udp.getLocalPort();
            } catch (IOException e) {
                // Taken on UDP: the next one.
            }
        }
        throw new IllegalStateException("no port is free on both UDP and TCP");
    }
}
