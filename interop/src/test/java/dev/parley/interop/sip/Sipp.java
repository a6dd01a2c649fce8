package dev.parley.interop.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The real sipp, from one port of its own: sends one request by a scenario and holds what comes back against it. */
final class Sipp {
    private static final String PROGRAM = "sipp";

    private final InetSocketAddress parley;
    private final int port;

    Sipp(InetSocketAddress parley, int port) {
        this.parley = parley;
        this.port = port;
    }

    static void assumeInstalled() {
        boolean installed = Programs.isInstalled(PROGRAM);
        if (!installed) {
            System.out.println("Skipped: " + PROGRAM + " is not installed");
        }
        Assumptions.assumeTrue(installed, PROGRAM + " is not installed");
    }

    /** What the answer must be. */
    record Expected(int code, List<String> headers, List<String> absent) {
        static Expected code(int code) {
            return new Expected(code, List.of(), List.of());
        }

        /** @param regex for the line of the header, for example {@code Accept: .*text/plain} */
        Expected with(String regex) {
            return new Expected(code, and(headers, regex), absent);
        }

        Expected without(String regex) {
            return new Expected(code, headers, and(absent, regex));
        }

        private static List<String> and(List<String> some, String one) {
            List<String> all = new ArrayList<>(some);
            all.add(one);
            return all;
        }
    }

    /**
     * @param request start line and further headers; Via, Call-ID, Max-Forwards and Content-Length are added where they are
     *     missing
     */
    void sends(String request, String body, Expected expected) {
        Path folder = folder();
        try {
            Path scenario = Files.writeString(folder.resolve("scenario.xml"), scenario(request, body, expected));
            Process sipp = new ProcessBuilder(List.of(
                            PROGRAM,
                            "127.0.0.1:" + parley.getPort(),
                            "-sf",
                            scenario.toString(),
                            "-i",
                            "127.0.0.1",
                            "-p",
                            String.valueOf(port),
                            "-m",
                            "1",
                            "-nostdin",
                            "-trace_err",
                            "-timeout",
                            "20s",
                            "-timeout_error"))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            sipp.getOutputStream().close();
            String screen = new String(sipp.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean ended = sipp.waitFor(30, TimeUnit.SECONDS);
            assertThat(ended && sipp.exitValue() == 0)
                    .as(
                            "%s\n%s\n%s",
                            request, errors(folder), screen.lines().limit(5).toList())
                    .isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sipp was running", e);
        } finally {
            delete(folder);
        }
    }

    private static String scenario(String request, String body, Expected expected) {
        StringBuilder checks = new StringBuilder();
        int variable = 0;
        for (String regex : expected.headers()) {
            checks.append(check(regex, "check_it", ++variable));
        }
        for (String regex : expected.absent()) {
            checks.append(check(regex, "check_it_inverse", ++variable));
        }
        StringBuilder used = new StringBuilder();
        for (int i = 1; i <= variable; i++) {
            used.append(i == 1 ? "" : ",").append(i);
        }
        String references = variable == 0 ? "" : "<Reference variables=\"" + used + "\"/>\n";
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<scenario name=\"one\">\n<send retrans=\"500\"><![CDATA[\n"
                + request.strip() + "\n" + missing(request) + "\n" + body + "]]></send>\n<recv response=\""
                + expected.code()
                + "\"><action>" + checks + "</action></recv>\n" + references + "</scenario>\n";
    }

    private static String missing(String request) {
        return Stream.of(
                        "Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch];rport",
                        "Call-ID: [call_id]",
                        "CSeq: 1 MESSAGE",
                        "Max-Forwards: 70",
                        "Content-Length: [len]")
                .filter(line ->
                        request.lines().noneMatch(given -> given.startsWith(line.substring(0, line.indexOf(':') + 1))))
                .map(line -> line + "\n")
                .reduce("", String::concat);
    }

    private static String check(String regex, String how, int variable) {
        return "<ereg regexp=\"" + regex + "\" search_in=\"msg\" " + how + "=\"true\" assign_to=\"" + variable + "\"/>";
    }

    private static String errors(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .map(Sipp::text)
                    .reduce("", String::concat);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("parley-sipp-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            tree.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
