package dev.parley.interop.phone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Arrays;
import java.util.function.Consumer;

/** SIP over UDP. */
final class UdpWire implements Wire {
    private final DatagramSocket socket;
    private final InetSocketAddress server;

    UdpWire(InetSocketAddress server, Consumer<SipMessage> receiver) throws SocketException {
        this.server = server;
        this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        // Bursts of benchmarks overrun the default buffer, and the repetitions then look like a slow server.
        socket.setReceiveBufferSize(4 << 20);
        Thread.ofVirtual().name("phone-udp").start(() -> readAll(receiver));
    }

    @Override
    public void send(byte[] bytes) {
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, server));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int localPort() {
        return socket.getLocalPort();
    }

    @Override
    public boolean losesMessages() {
        return true;
    }

    @Override
    public void close() {
        socket.close();
    }

    private void readAll(Consumer<SipMessage> receiver) {
        var packet = new DatagramPacket(new byte[65_536], 65_536);
        while (!socket.isClosed()) {
            try {
                packet.setLength(65_536);
                socket.receive(packet);
            } catch (IOException e) {
                // Closed, or an ICMP answer to something sent to a dead server: only the first ends the loop.
                continue;
            }
            SipParser.datagram(Arrays.copyOf(packet.getData(), packet.getLength()))
                    .ifPresent(receiver);
        }
    }
}
