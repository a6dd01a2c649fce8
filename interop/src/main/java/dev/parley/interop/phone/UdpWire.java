package dev.parley.interop.phone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SIP over UDP. */
final class UdpWire implements Wire {
    private static final Pattern SENT_BY = Pattern.compile("^SIP/2.0/UDP 127[.]0[.]0[.]1:([0-9]{1,5})");

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
        send(bytes, server);
    }

    /** Not always the server: a PBX behind a proxy sends to a registered phone itself (RFC 3261 §18.2.2). */
    @Override
    public void answer(SipMessage response) {
        send(response.toBytes(), response.header("Via").flatMap(UdpWire::sentBy).orElse(server));
    }

    void send(byte[] bytes, InetSocketAddress destination) {
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, destination));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<InetSocketAddress> sentBy(String via) {
        return Optional.of(SENT_BY.matcher(via))
                .filter(Matcher::find)
                .map(found ->
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(found.group(1))));
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
