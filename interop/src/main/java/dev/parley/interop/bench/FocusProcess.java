package dev.parley.interop.bench;

import dev.parley.interop.FreePort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** The process of a {@link FocusChild}. */
final class FocusProcess implements AutoCloseable {
    static final int HEAP_MB = 256;

    private final InetSocketAddress address =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePort.udpAndTcp());
    private final Process process;
    private final PrintStream to;
    private final BufferedReader said;

    /** @param pbx where it sends calls */
    FocusProcess(InetSocketAddress pbx) throws IOException {
        var command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MB + "m",
                "-cp",
                System.getProperty("java.class.path"),
                FocusChild.class.getName(),
                String.valueOf(address.getPort()),
                String.valueOf(pbx.getPort()));
        command.environment().put("PARLEY_LOG_LEVEL", "ERROR");
        this.process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        this.to = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        hear("ready");
    }

    /** Where phones call. */
    InetSocketAddress address() {
        return address;
    }

    /** Bytes in use after a collection. */
    long heap() throws IOException {
        return Long.parseLong(tell("heap", "heap"));
    }

    int calls() throws IOException {
        return Integer.parseInt(tell("calls", "calls"));
    }

    void joined(String user, String callId) throws IOException {
        tell("join " + user + " " + callId, "joined");
    }

    Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElseThrow();
    }

    private String tell(String line, String answer) throws IOException {
        to.println(line);
        return hear(answer);
    }

    private String hear(String word) throws IOException {
        String line = said.readLine();
        if (line == null || !line.startsWith(word + " ")) {
            throw new IllegalStateException("instead of " + word + " the focus said: " + line);
        }
        return line.substring(word.length() + 1);
    }

    @Override
    public void close() {
        to.close();
        process.destroy();
    }
}
