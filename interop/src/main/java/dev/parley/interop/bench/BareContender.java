package dev.parley.interop.bench;

import dev.parley.interop.asterisk.AsteriskServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The least that can do Parley's work over AMI: knows the members beforehand, writes the same MessageSend for each of
 * them in one go, and never looks at an answer. Logs in as Parley does, twice, so that Asterisk has the same to do.
 */
record BareContender(AsteriskServer asterisk, SipSink sink) implements Contender {
    @Override
    public Attached attach(int members) throws IOException {
        Socket events = login("on");
        Socket actions = login("off");
        // Parley's last one told the dialplan that nobody is here.
        write(actions, "Action: Setvar\r\nVariable: PARLEY_CLOSED\r\nValue: \r\n\r\n");
        Thread.ofPlatform().daemon().name("bare-answers").start(() -> skipAll(actions));
        Thread.ofPlatform().daemon().name("bare-events").start(() -> relayAll(events, actions, members));
        return () -> {
            close(events);
            close(actions);
        };
    }

    private Socket login(String events) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), asterisk.amiPort());
        socket.setTcpNoDelay(true);
        write(
                socket,
                "Action: Login\r\nUsername: " + AsteriskServer.PARLEY_USER + "\r\nSecret: "
                        + AsteriskServer.PARLEY_SECRET + "\r\nEvents: " + events + "\r\n\r\n");
        // Byte by byte: what comes behind the answer is for another reader.
        String seen = "";
        while (!seen.endsWith("Message: Authentication accepted\r\n\r\n")) {
            int octet = socket.getInputStream().read();
            if (octet < 0) {
                throw new IOException("AMI refused the bare client: " + seen);
            }
            seen += (char) octet;
        }
        return socket;
    }

    private void relayAll(Socket events, Socket actions, int members) {
        List<String> phones = IntStream.rangeClosed(2, members)
                .mapToObj(phone -> "Action: MessageSend\r\nDestination: pjsip:p" + phone + "/sip:p" + phone + "@"
                        + sink.address() + "\r\n")
                .toList();
        try (var in = new BufferedReader(new InputStreamReader(events.getInputStream(), StandardCharsets.UTF_8))) {
            String body = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("Body64: ")) {
                    body = line.substring(8);
                } else if (line.isEmpty() && !body.isEmpty()) {
                    write(actions, copies(phones, body));
                    body = "";
                }
            }
        } catch (IOException e) {
            // closed: that is how a round ends
        }
    }

    private String copies(List<String> phones, String body64) {
        String text = "Phone 1: " + new String(Base64.getDecoder().decode(body64), StandardCharsets.UTF_8);
        String common = "From: \"Phone 1\" <sip:" + Crowd.ROOM + "@" + sink.server() + ">\r\nBase64Body: "
                + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
                + "\r\nVariable: X-Parley=" + Integer.toHexString(text.hashCode()) + "\r\nActionID: ";
        var all = new StringBuilder();
        for (String phone : phones) {
            all.append(phone).append(common).append(all.length()).append("\r\n\r\n");
        }
        return all.toString();
    }

    private static void skipAll(Socket socket) {
        try (InputStream in = socket.getInputStream()) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // closed: that is how a round ends
        }
    }

    private static void write(Socket socket, String frames) throws IOException {
        socket.getOutputStream().write(frames.getBytes(StandardCharsets.UTF_8));
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
