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
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** One contender's process with the phones that write to it and read from it. */
final class SipRunner implements AutoCloseable {
    enum Of {
        PARLEY,
        BARE
    }

    /** Of one round; enough for a clock that counts CPU time in hundredths of a second. */
    private static final int DELIVERIES = 10_000;

    private static final int WARM_UP = 20_000;
    /** Copies under way at a time. */
    private static final int UNDER_WAY = 200;

    private final SipRounds phones = new SipRounds();
    private final InetSocketAddress room =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePort.udpAndTcp());
    private final Process process;
    private final PrintStream to;
    private final BufferedReader said;

    SipRunner(Of contender) throws IOException {
        var command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SipChild.class.getName(),
                contender.name().toLowerCase(Locale.ROOT),
                String.valueOf(room.getPort()),
                String.valueOf(phones.port()));
        command.environment().put("PARLEY_LOG_LEVEL", "ERROR");
        this.process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        this.to = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        hear("ready");
    }

    void warmUp() throws IOException, InterruptedException {
        tell("100", "ready");
        phones.write(room, WARM_UP / 100, 100, UNDER_WAY / 100, new Histogram(3));
    }

    SipFigures measure(int members) throws IOException, InterruptedException {
        tell(String.valueOf(members), "ready");
        int texts = Math.max(DELIVERIES / members, 10);
        Histogram latency = new Histogram(3);
        Duration before = cpu();
        long nanos = phones.write(room, texts, members, Math.max(UNDER_WAY / members, 1), latency);
        long cpu = cpu().minus(before).toNanos();
        return new SipFigures(texts, members, nanos, cpu, latency, Long.parseLong(tell("heap", "heap")));
    }

    private Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElseThrow();
    }

    private String tell(String line, String answer) throws IOException {
        to.println(line);
        return hear(answer);
    }

    private String hear(String word) throws IOException {
        String line = said.readLine();
        if (line == null || !line.startsWith(word + " ")) {
            throw new IllegalStateException("instead of " + word + " the contender said: " + line);
        }
        return line.substring(word.length() + 1);
    }

    @Override
    public void close() throws IOException {
        to.close();
        process.destroy();
        phones.close();
    }
}
