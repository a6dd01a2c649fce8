package dev.parley.interop.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Many rooms in a small JVM, then a burst of events for them, all told by an AMI server that has nothing else to do. */
final class MirrorBench {
    private static final Conferences CONFERENCES = new Conferences(1_000, 10);
    private static final int EVENTS = 50_000;
    private static final String HEAP = "-Xmx128m";

    private MirrorBench() {}

    static void run(PrintStream out) throws IOException, InterruptedException {
        String joins = CONFERENCES.joins();
        String talking = CONFERENCES.talking(EVENTS);
        try (var ami = new FakeAmi()) {
            Process child = child(ami.port());
            try (var said = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
                ami.tell(joins);
                String heap = number(said, "heap");
                long start = System.nanoTime();
                ami.tell(talking);
                String applied = number(said, "applied");
                double seconds = (System.nanoTime() - start) / 1e9;
                String dropped = number(said, "dropped");
                out.println("| | |\n| --- | --: |");
                out.printf(
                        "| rooms / members mirrored with %s | %,d / %,d |%n",
                        HEAP, CONFERENCES.rooms(), CONFERENCES.members());
                out.printf("| heap in use after garbage collection | %s MB |%n", heap);
                out.printf("| events in one burst / applied / dropped | %,d / %s / %s |%n", EVENTS, applied, dropped);
                out.printf("| events applied each second, same JVM | %,.0f |%n", EVENTS / seconds);
            } finally {
                child.destroy();
                child.waitFor();
            }
        }
    }

    private static Process child(int port) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ProcessBuilder(
                java,
                HEAP,
                "-cp",
                System.getProperty("java.class.path"),
                MirrorChild.class.getName(),
                String.valueOf(port),
                String.valueOf(CONFERENCES.rooms()),
                String.valueOf(CONFERENCES.members()),
                String.valueOf(EVENTS));
        command.environment().put("PARLEY_LOG_LEVEL", "ERROR");
        return command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static String number(BufferedReader said, String word) throws IOException {
        String line = said.readLine();
        if (line == null || !line.startsWith(word + " ")) {
            throw new IllegalStateException("instead of " + word + " the mirroring JVM said: " + line);
        }
        return line.substring(word.length() + 1);
    }
}
