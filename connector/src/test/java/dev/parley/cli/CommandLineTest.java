package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.Config;
import dev.parley.pbx.Finding;
import dev.parley.pbx.Finding.Severity;
import dev.parley.pbx.Inspection;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandLineTest {
    private static final String GOOD = """
            pbx:
              - name: main
                asterisk:
                  host: 127.0.0.1
                  secret: s3cret
                  domain: pbx.test
                rooms:
                  - match: "30[0-9]{2}"
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path file = Path.of("");
    private Function<Config, List<Inspection>> live = config -> List.of();

    @BeforeEach
    void place(@TempDir Path dir) {
        file = dir.resolve("parley.yaml");
    }

    @Test
    void a_good_configuration_is_checked_with_0() throws Exception {
        assertThat(check(GOOD)).isEqualTo(0);
        assertThat(out).asString().isEqualToNormalizingNewlines("""
                ok       FILE is well written
                no problems, no warnings
                """.replace("FILE", file.toString()));
    }

    @Test
    void a_configuration_with_errors_is_checked_with_1_and_a_line_for_each() throws Exception {
        assertThat(check(GOOD.replace("30[0-9]{2}", "30[0-9") + "chat: {lane: 0}\n"))
                .isEqualTo(1);
        assertThat(out.toString().lines())
                .containsExactly(
                        file + ":8: pbx[0].rooms[0].match: \"30[0-9\" is not a pattern: unclosed [ at 3."
                                + " Write for example \"30[0-9]{2}\".",
                        file + ":9: chat.lane: 0 is less than 1. Write a number from 1 to 10000.");
    }

    @Test
    void a_configuration_with_errors_is_not_run() throws Exception {
        assertThat(command("run", "name: main")).isEqualTo(1);
        assertThat(err).asString().contains(file + ":1: ").doesNotContain("Exception");
    }

    @Test
    void a_missing_configuration_is_told_in_a_line() {
        assertThat(line("run", "--config", file.toString())).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly(file + ": there is no such file. Check the name, or write the file.");
    }

    @Test
    void the_sample_secret_is_a_warning_on_this_machine_and_a_problem_on_another() throws Exception {
        String sample = GOOD.replace("s3cret", "CHANGE-ME-parley");
        assertThat(check(sample)).isEqualTo(0);
        assertThat(out).asString().contains("warning  main: the secret is the sample's");
        assertThat(check(sample.replace("127.0.0.1", "192.0.2.1"))).isEqualTo(1);
        assertThat(out).asString().contains("problem  main: the secret is the sample's");
    }

    @Test
    void a_secret_that_everybody_can_read_is_a_warning() throws Exception {
        Files.writeString(file, GOOD);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(line("check", "--config", file.toString())).isEqualTo(0);
        assertThat(out).asString().contains("warning  main: everybody on this machine can read the secret in " + file);
    }

    @Test
    void check_says_what_does_not_outlive_a_restart_and_where_nothing_can_be_written() throws Exception {
        String sip = GOOD + "sip: {listen: [udp:127.0.0.1:5070]%s}\n";
        assertThat(check(sip.formatted(""))).isEqualTo(0);
        assertThat(out)
                .asString()
                .contains("warning  sip: calls and subscriptions do not outlive", "state: /var/lib/parley");
        assertThat(check(sip.formatted(", state: parley.yaml/state"))).isEqualTo(1);
        assertThat(out).asString().contains("problem  sip.state: " + file + "/state cannot be written to");
        assertThat(check(sip.formatted(", state: not/there/yet"))).isEqualTo(0);
        assertThat(file.resolveSibling("not")).doesNotExist();
    }

    @Test
    void a_trusted_peer_that_any_program_here_can_be_is_a_warning() throws Exception {
        String sip = "sip:\n  listen: [udp:127.0.0.1:5070]\n  trusted: ";
        for (String here : List.of("127.0.0.1", "'[::1]'")) {
            check(GOOD + sip + "[" + here + "]\n");
            assertThat(out).asString().contains("warning  sip: whoever has an account on this machine can write");
            out.getBuffer().setLength(0);
        }
        check(GOOD + sip + "['127.0.0.1:5060', 192.0.2.1]\n");
        assertThat(out).asString().doesNotContain("warning  sip: whoever");
    }

    @Test
    void a_fastagi_door_that_others_can_reach_is_a_warning() throws Exception {
        check(GOOD.replace("secret:", "door: fastagi\n      fastagi: {host: 0.0.0.0}\n      secret:"));
        assertThat(out).asString().contains("warning  main: FastAGI knows no login");
    }

    @Test
    void ami_in_the_clear_to_another_machine_is_a_warning() throws Exception {
        check(GOOD.replace("127.0.0.1", "192.0.2.1"));
        assertThat(out).asString().contains("warning  main: texts and names cross the network");
    }

    @Test
    void the_sample_domain_is_a_warning() throws Exception {
        check(GOOD.replace("pbx.test", "pbx.example"));
        assertThat(out).asString().contains("warning  main: the domain is the sample's");
    }

    @Test
    void a_secret_in_the_clear_to_another_machine_is_a_warning() throws Exception {
        check(GOOD.replace("secret:", "http: http://192.0.2.1:8088\n      secret:"));
        assertThat(out).asString().contains("warning  main: the secret crosses the network to 192.0.2.1");
    }

    @Test
    void an_ami_user_that_the_dialplan_does_not_ask_for_is_a_warning() throws Exception {
        check(GOOD.replace("secret:", "user: talker\n      secret:"));
        assertThat(out).asString().contains("warning  main: the AMI user is talker");
    }

    @Test
    void a_presence_server_that_nothing_can_be_sent_to_is_a_problem_and_one_on_udp_a_warning() throws Exception {
        String sip = GOOD + "sip: {listen: [udp:127.0.0.1:5070], publish: {to: \"sip:192.0.2.5%s\"}}\n";
        assertThat(check(sip.formatted(";transport=tcp"))).isEqualTo(1);
        assertThat(out).asString().contains("problem  sip.publish: nothing can be sent to", "tcp:127.0.0.1:5070");
        assertThat(check(sip.formatted(""))).isEqualTo(0);
        assertThat(out).asString().contains("warning  sip.publish:", "to: sip:192.0.2.5;transport=tcp");
    }

    @Test
    void what_the_pbx_shows_is_printed_with_what_to_paste_and_a_problem_there_makes_1() throws Exception {
        live = config -> List.of(() -> List.of(new Finding(
                Severity.PROBLEM, "main: no \u001b[31mrights", "[parley]\nwrite = call,reporting,message")));
        assertThat(check(GOOD)).isEqualTo(1);
        assertThat(out.toString().lines())
                .contains(
                        "problem  main: no ?[31mrights",
                        "             [parley]",
                        "             write = call,reporting,message",
                        "1 problem, no warnings");
    }

    @Test
    void offline_no_pbx_is_looked_at() throws Exception {
        live = config -> {
            throw new AssertionError("looked");
        };
        Files.writeString(file, GOOD);
        assertThat(line("check", "--offline", "--config", file.toString())).isEqualTo(0);
    }

    @Test
    void a_wrong_command_line_makes_2() {
        assertThat(line("chekc")).isEqualTo(2);
        assertThat(line("check", "--onlein")).isEqualTo(2);
        assertThat(line()).isEqualTo(2);
    }

    @Test
    void the_version_is_printed() {
        assertThat(line("--version")).isEqualTo(0);
        assertThat(out).asString().startsWith("parley ");
    }

    private int check(String text) throws Exception {
        return command("check", text);
    }

    private int command(String command, String text) throws Exception {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        return line(command, "--config", file.toString());
    }

    private int line(String... args) {
        CommandLine line = ParleyCommand.line(config -> live.apply(config));
        return line.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
