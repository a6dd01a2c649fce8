package dev.parley.interop.asterisk;

import dev.parley.interop.Seen;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A FastAGI server that reads what it is told and hangs up. */
final class AgiProbe implements AutoCloseable {
    private final ServerSocket server;
    private final Seen<Map<String, String>> scripts = new Seen<>();

    AgiProbe() {
        try {
            server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return server.getLocalPort();
    }

    Seen<Map<String, String>> scripts() {
        return scripts;
    }

    /** agi_arg_1 and so on. */
    static List<String> arguments(Map<String, String> script) {
        long count = script.keySet().stream()
                .filter(name -> name.startsWith("agi_arg_"))
                .count();
        return IntStream.rangeClosed(1, (int) count)
                .mapToObj(number -> script.getOrDefault("agi_arg_" + number, ""))
                .toList();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept();
                    var in = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
                var script = new TreeMap<String, String>();
                in.lines().takeWhile(line -> !line.isEmpty()).forEach(line -> {
                    int colon = line.indexOf(':');
                    script.put(
                            line.substring(0, colon), line.substring(colon + 1).strip());
                });
                scripts.add(script);
            } catch (IOException e) {
                // Closed by the test, or by Asterisk in the middle: the next accept tells which.
            }
        }
    }
}
