package dev.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.config.FocusConfig.Behind;
import dev.parley.config.FocusConfig.Callers;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FocusReaderTest {
    private static final String SIP = """
            sip:
              listen: ["udp:192.0.2.1:5060"]
            """;

    private static Optional<FocusConfig> read(String focus) throws ConfigException {
        return ConfigFile.parse("parley.yaml", Written.GOOD + SIP + focus.indent(2), Map.of())
                .sip()
                .orElseThrow()
                .focus();
    }

    private static void assertWrong(String focus, String... says) {
        assertThatThrownBy(() -> read(focus))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(says);
    }

    @Test
    void calls_go_past_parley_where_nothing_is_written() throws Exception {
        assertThat(read("")).isEmpty();
    }

    @Test
    void the_pbx_asks_for_the_password_and_every_room_is_open_unless_it_is_written_otherwise() throws Exception {
        assertThat(read("""
                focus:
                  pbx:
                    - {name: main, host: conf.pbx.example, calls: "127.0.0.1:5060"}
                """)).hasValueSatisfying(focus -> {
            assertThat(focus.behind("main"))
                    .contains(new Behind("main", "conf.pbx.example", 5061, "127.0.0.1:5060", "udp", Callers.DIGEST));
            assertThat(focus.aliases()).isEmpty();
            assertThat(focus.entry()).isEmpty();
        });
    }

    @Test
    void over_tls_it_is_called_at_the_port_of_tls() {
        assertThat(new Behind("main", "conf.example", 5061, "x", "udp", Callers.DIGEST).host("tls"))
                .isEqualTo("conf.example");
        Behind elsewhere = new Behind("main", "conf.example:5070", 5071, "x", "udp", Callers.DIGEST);
        assertThat(elsewhere.host("tls")).isEqualTo("conf.example:5071");
        assertThat(elsewhere.host("tcp")).isEqualTo("conf.example:5070");
    }

    @Test
    void what_is_written_is_read() throws Exception {
        FocusConfig focus = read("""
                focus:
                  pbx:
                    - {name: main, host: "conf.pbx.example:5070", calls: "[2001:db8::1]:5061", transport: tls, callers: asserted}
                  aliases:
                    - {login: alice, users: ["1001", "1002"]}
                  entry:
                    - {rooms: "301[0-9]", users: [alice, bob]}
                """).orElseThrow();

        assertThat(focus.behind("main"))
                .contains(new Behind(
                        "main", "conf.pbx.example:5070", 5061, "[2001:db8::1]:5061", "tls", Callers.ASSERTED));
        assertThat(focus.aliases()).containsExactly(new FocusConfig.Alias("alice", Set.of("1001", "1002")));
        assertThat(focus.entry().getFirst().rooms().pattern()).isEqualTo("301[0-9]");
        assertThat(focus.entry().getFirst().users()).containsExactlyInAnyOrder("alice", "bob");
    }

    @Test
    void a_pbx_that_is_not_in_the_file_is_refused() {
        assertWrong("""
                focus:
                  pbx:
                    - {name: branch, host: conf.pbx.example, calls: "127.0.0.1:5060"}
                """, "sip.focus.pbx[0].name", "\"branch\" is no PBX of this file", "main");
    }

    @Test
    void the_domain_of_the_pbx_is_no_host_of_the_focus() {
        assertWrong("""
                focus:
                  pbx:
                    - {name: main, host: pbx.example, calls: "127.0.0.1:5060"}
                """, "sip.focus.pbx[0].host", "is the PBX's own domain");
    }

    @Test
    void a_focus_of_no_pbx_is_refused() {
        assertWrong("focus: {entry: [{rooms: \".*\", users: [alice]}]}", "sip.focus.pbx", "there is none");
    }

    @Test
    void an_alias_of_nobody_is_refused() {
        assertWrong("""
                focus:
                  pbx:
                    - {name: main, host: conf.pbx.example, calls: "127.0.0.1:5060"}
                  aliases: [{login: alice}]
                """, "sip.focus.aliases[0].users", "there is none");
    }
}
