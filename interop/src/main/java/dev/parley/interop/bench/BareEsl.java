package dev.parley.interop.bench;

import dev.parley.chat.Route;
import dev.parley.interop.freeswitch.FreeSwitchServer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The least that can do Parley's work over the event socket: knows the members beforehand, writes the same command for each of
 * them in one go, and never looks at an answer.
 */
final class BareEsl implements AutoCloseable {
    private final Socket events;
    private final Socket commands;
    private final Map<String, String> heads = new LinkedHashMap<>();

    BareEsl(FreeSwitchServer freeswitch, FreeSwitchRoom room, Route route) throws IOException {
        this.events = login(freeswitch);
        this.commands = login(freeswitch);
        room.legs().forEach((user, uuid) -> heads.put(uuid, head(freeswitch, user, uuid, route)));
        write(commands, "api global_setvar parley_here=yes\n\n".getBytes(StandardCharsets.UTF_8));
        write(events, "event plain RECV_MESSAGE\n\n".getBytes(StandardCharsets.UTF_8));
        Thread.ofPlatform().daemon().name("bare-answers").start(() -> readAll(commands, false));
        Thread.ofPlatform().daemon().name("bare-events").start(() -> readAll(events, true));
    }

    private static String head(FreeSwitchServer freeswitch, String user, String uuid, Route route) {
        String room = FreeSwitchRoom.ROOM + "@127.0.0.1:" + freeswitch.sipPort();
        return switch (route) {
            case IN_DIALOG -> "sendevent SEND_MESSAGE\nuuid: " + uuid + "\ncontent-type: text/plain\n";
            case OUT_OF_DIALOG ->
                "sendevent CUSTOM\nEvent-Subclass: SMS::SEND_MESSAGE\nproto: sip\ndest_proto: sip\nfrom: " + room
                        + "\nfrom_full: \"P1 P\" <sip:" + room + ">\nsip_profile: " + FreeSwitchServer.PROFILE
                        + "\ntype: text/plain\nsip_h_X-Parley: 0123456789abcdef\nto: " + user + "@127.0.0.1\n";
            case DIRECT -> throw new IllegalArgumentException("the event socket has no part in this route");
        };
    }

    private static Socket login(FreeSwitchServer freeswitch) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), freeswitch.eventSocketPort());
        socket.setTcpNoDelay(true);
        write(socket, ("auth " + FreeSwitchServer.PASSWORD + "\n\n").getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private void readAll(Socket socket, boolean relays) {
        try (InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16)) {
            while (true) {
                byte[] frame = in.readNBytes(length(in));
                if (relays && frame.length > 0) {
                    relay(frame);
                }
            }
        } catch (IOException e) {
            // closed: that is how a round ends
        }
    }

    /** Reads the head of a frame. */
    private static int length(InputStream in) throws IOException {
        int length = 0;
        String line = line(in);
        while (!line.isEmpty()) {
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring(16));
            }
            line = line(in);
        }
        return length;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("FreeSWITCH has ended the connection");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private void relay(byte[] event) throws IOException {
        String all = new String(event, StandardCharsets.ISO_8859_1);
        int body = all.indexOf("\n\n") + 2;
        if (!all.contains("RECV_MESSAGE") || body < 2) {
            return;
        }
        String writer = header(all, "Unique-ID: ");
        byte[] name =
                (header(all, "Caller-Caller-ID-Name: ").replace("%20", " ") + ": ").getBytes(StandardCharsets.UTF_8);
        byte[] text = Arrays.copyOfRange(event, body, event.length);
        ByteArrayOutputStream copies = new ByteArrayOutputStream();
        heads.forEach((uuid, head) -> {
            if (!uuid.equals(writer)) {
                copies.writeBytes((head + "Content-Length: " + (name.length + text.length) + "\n\n")
                        .getBytes(StandardCharsets.UTF_8));
                copies.writeBytes(name);
                copies.writeBytes(text);
            }
        });
        write(commands, copies.toByteArray());
    }

    private static String header(String event, String name) {
        int start = event.indexOf("\n" + name) + 1 + name.length();
        return event.substring(start, event.indexOf('\n', start));
    }

    private static void write(Socket socket, byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    @Override
    public void close() {
        try {
            events.close();
            commands.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
