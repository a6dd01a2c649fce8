package dev.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The firewall rules that came along, in a network of their own. */
class SilentPortTest {
    private static final Path RULES = Path.of("../config/parley-sip.nft");

    @Test
    void a_closed_port_of_parleys_is_silent_and_others_are_not(@TempDir Path dir) throws Exception {
        assumeTrue(run("nft", "--version").code() == 0, "there is no nft");
        assumeTrue(run("unshare", "-n", "true").code() == 0, "no network of its own can be had");
        String rules = Files.readString(RULES).replace("{ 5060 }", "{ 5060, 5062 }");
        Path file = Files.writeString(dir.resolve("parley-sip.nft"), rules);

        Ran ran = run("unshare", "-n", "sh", "-c", """
                        ip link set lo up && nft -f %1$s && nft -f %1$s && \
                        exec "%2$s" -cp "%3$s" %4$s 127.0.0.1 5060 127.0.0.1 5061 127.0.0.1 5062 ::1 5060 ::1 5061 ::1 5062
                        """.formatted(
                        file,
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        System.getProperty("java.class.path"),
                        AsksAPort.class.getName()));

        assertThat(ran.said())
                .containsExactly(
                        "127.0.0.1 5060 silence",
                        "127.0.0.1 5061 unreachable",
                        "127.0.0.1 5062 silence",
                        "::1 5060 silence",
                        "::1 5061 unreachable",
                        "::1 5062 silence");
    }

    private record Ran(int code, List<String> said) {}

    /** Code 127, as a shell has it, where there is no such program. */
    private static Ran run(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (Stream<String> lines =
                    process.inputReader(StandardCharsets.UTF_8).lines()) {
                List<String> said = lines.toList();
                return new Ran(process.waitFor(), said);
            }
        } catch (IOException e) {
            return new Ran(127, List.of());
        }
    }
}
