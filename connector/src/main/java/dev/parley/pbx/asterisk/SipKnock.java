package dev.parley.pbx.asterisk;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Asks by OPTIONS whether anybody speaks SIP at an address; whatever the answer is, it is one. */
final class SipKnock {
    private static final int TRIES = 3;
    private static final int PATIENCE_MILLIS = 500;

    private SipKnock() {}

    static boolean isAnswered(String host, int port) {
        InetSocketAddress there = new InetSocketAddress(host, port);
        if (there.isUnresolved()) {
            return false;
        }
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(there);
            socket.setSoTimeout(PATIENCE_MILLIS);
            byte[] options = options(socket, there);
            for (int i = 0; i < TRIES; i++) {
                if (isAnswered(socket, options)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isAnswered(DatagramSocket socket, byte[] options) {
        try {
            socket.send(new DatagramPacket(options, options.length));
            DatagramPacket answer = new DatagramPacket(new byte[2048], 2048);
            socket.receive(answer);
            return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8).startsWith("SIP/2.0 ");
        } catch (IOException e) { // nobody there, or not yet
            return false;
        }
    }

    private static byte[] options(DatagramSocket from, InetSocketAddress to) {
        byte[] random = new byte[8];
        new SecureRandom().nextBytes(random);
        String id = HexFormat.of().formatHex(random);
        String here = uriHost(from.getLocalAddress().getHostAddress()) + ":" + from.getLocalPort();
        String there = uriHost(to.getAddress().getHostAddress()) + ":" + to.getPort();
        return """
                OPTIONS sip:%2$s SIP/2.0
                Via: SIP/2.0/UDP %1$s;rport;branch=z9hG4bK%3$s
                Max-Forwards: 70
                From: <sip:parley-check@%1$s>;tag=%3$s
                To: <sip:%2$s>
                Call-ID: %3$s
                CSeq: 1 OPTIONS
                Content-Length: 0

                """.formatted(here, there, id).replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static String uriHost(String address) {
        return address.indexOf(':') >= 0 ? "[" + address + "]" : address;
    }
}
