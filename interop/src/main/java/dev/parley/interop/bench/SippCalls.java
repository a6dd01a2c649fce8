package dev.parley.interop.bench;

import dev.parley.interop.FreePort;
import dev.parley.interop.Programs;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** Calls of the real sipp to one server, over all rounds of one load. */
final class SippCalls {
    static final String PROGRAM = "sipp";
    private static final int PATIENCE_SECONDS = 60;
    /** sipp ends so when all calls came to an end, and so when some of them did not do what its scenario says. */
    private static final List<Integer> DONE = List.of(0, 1);

    private final InetSocketAddress server;
    private final SippScenario scenario;
    private final SippLoad load;
    private final Histogram setUp = new Histogram(3);
    private final List<Double> rates = new ArrayList<>();
    private int failed;

    SippCalls(InetSocketAddress server, SippScenario scenario, SippLoad load) {
        this.server = server;
        this.scenario = scenario;
        this.load = load;
    }

    static boolean isInstalled() {
        return Programs.isInstalled(PROGRAM);
    }

    void round() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("parley-sipp-");
        try {
            Path file = Files.writeString(folder.resolve("call.xml"), scenario.xml());
            Path trace = folder.resolve("trace");
            Path screen = folder.resolve("screen");
            Process sipp = new ProcessBuilder(command(file, trace))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(screen.toFile())
                    .start();
            sipp.getOutputStream().close();
            await(sipp, screen);
            add(new SippTrace(Files.readAllLines(trace, StandardCharsets.ISO_8859_1)));
        } finally {
            delete(folder);
        }
    }

    private List<String> command(Path scenarioFile, Path trace) {
        return List.of(
                PROGRAM,
                "127.0.0.1:" + server.getPort(),
                "-sf",
                scenarioFile.toString(),
                "-i",
                "127.0.0.1",
                "-p",
                String.valueOf(FreePort.udpAndTcp()),
                "-r",
                String.valueOf(load.perSecond()),
                "-l",
                String.valueOf(load.atATime()),
                "-m",
                String.valueOf(load.calls()),
                "-nostdin",
                "-timeout",
                PATIENCE_SECONDS + "s",
                "-trace_shortmsg",
                "-shortmessage_file",
                trace.toString());
    }

    private static void await(Process sipp, Path screen) throws IOException, InterruptedException {
        boolean ended = sipp.waitFor(2 * PATIENCE_SECONDS, TimeUnit.SECONDS);
        sipp.destroyForcibly();
        if (!ended || !DONE.contains(sipp.exitValue())) {
            throw new IOException("sipp did not end as it should:\n" + Files.readString(screen));
        }
    }

    private void add(SippTrace trace) {
        setUp.add(trace.setUp());
        rates.add(trace.rate());
        failed += load.calls() - trace.calls();
    }

    double rate() {
        return Figures.median(rates);
    }

    /** Milliseconds from the first INVITE to the 200. */
    double setUp(double percentile) {
        return setUp.getValueAtPercentile(percentile) / 1e3;
    }

    /** Calls that were not both set up and torn down. */
    int failed() {
        return failed;
    }

    String row(String way) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %.0f | %.2f | %.2f | %d |",
                load.isSaturating() ? load.atATime() + " at a time" : load.perSecond() + " a second",
                scenario.password().isPresent() ? "asked for" : "none",
                way,
                rate(),
                setUp(50),
                setUp(99),
                failed);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            tree.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }
}
