package dev.parley.interop.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** An AMI server that lets anybody in, has no rooms when it is asked, and tells whatever it is told to tell. */
final class FakeAmi implements AutoCloseable {
    private final ServerSocket server;
    private final CompletableFuture<Socket> listening = new CompletableFuture<>();

    FakeAmi() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("fake-ami").start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** To the connection that wants events, as soon as it has asked for the rooms. */
    void tell(String frames) throws IOException {
        write(listening.join(), frames);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofPlatform().daemon().name("fake-ami-peer").start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            write(socket, "Asterisk Call Manager/11.0.0\r\n");
            Map<String, String> action = new HashMap<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] parts = line.split(": ", 2);
                if (parts.length == 2) {
                    action.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
                } else if (line.isEmpty()) {
                    answer(socket, action);
                    action.clear();
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // closed by the one that was measured: that is how it ends
        }
    }

    private void answer(Socket socket, Map<String, String> action) throws IOException {
        String id = "\r\nActionID: " + action.getOrDefault("actionid", "") + "\r\n";
        String name = action.getOrDefault("action", "").toLowerCase(Locale.ROOT);
        write(
                socket,
                switch (name) {
                    case "challenge" -> "Response: Success" + id + "Challenge: 123456789\r\n\r\n";
                    case "confbridgelistrooms" -> "Response: Error" + id + "Message: No active conferences.\r\n\r\n";
                    default -> "Response: Success" + id + "\r\n";
                });
        if (name.equals("login") && !action.getOrDefault("events", "on").equals("off")) {
            write(socket, "Event: FullyBooted\r\nPrivilege: system,all\r\nStatus: Fully Booted\r\n\r\n");
        } else if (name.equals("confbridgelistrooms")) {
            listening.complete(socket); // not before: this list would end whatever began before it
        }
    }

    private static void write(Socket socket, String frames) throws IOException {
        byte[] bytes = frames.getBytes(StandardCharsets.UTF_8);
        synchronized (socket) {
            socket.getOutputStream().write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
