package dev.parley.sip.focus;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** SIP over UDP. */
final class Datagrams implements Wire {
    private final DatagramSocket socket;
    private final InetSocketAddress parley;

    Datagrams(int parleyPort) throws IOException {
        this.socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
        this.parley = new InetSocketAddress("127.0.0.1", parleyPort);
    }

    @Override
    public String transport() {
        return "UDP";
    }

    @Override
    public int port() {
        return socket.getLocalPort();
    }

    @Override
    public void send(byte[] message) throws IOException {
        socket.send(new DatagramPacket(message, message.length, parley));
    }

    @Override
    public Packet receive(int millis) throws IOException {
        byte[] buffer = new byte[65_535];
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.setSoTimeout(millis);
        socket.receive(packet);
        return Packet.parse(buffer, packet.getLength());
    }

    @Override
    public void close() {
        socket.close();
    }
}
