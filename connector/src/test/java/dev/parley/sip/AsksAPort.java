package dev.parley.sip;

import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A program that sends a datagram to each of its arguments, address and port, and says what comes back. */
final class AsksAPort {
    private static final int PATIENCE_MILLIS = 300;

    private AsksAPort() {}

    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (int i = 0; i < args.length; i += 2) {
            out.println(args[i] + " " + args[i + 1] + " " + heard(args[i], Integer.parseInt(args[i + 1])));
        }
    }

    private static String heard(String address, int port) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(address, port));
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.send(new DatagramPacket(new byte[] {'x'}, 1));
            socket.receive(new DatagramPacket(new byte[100], 100));
            return "data";
        } catch (PortUnreachableException e) {
            return "unreachable";
        } catch (SocketTimeoutException e) {
            return "silence";
        }
    }
}
