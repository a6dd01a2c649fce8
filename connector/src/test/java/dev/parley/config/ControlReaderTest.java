package dev.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.chat.Rate;
import dev.parley.config.ControlConfig.Factory;
import dev.parley.config.ControlConfig.Limits;
import dev.parley.config.ControlConfig.Moderators;
import dev.parley.config.ControlConfig.Role;
import dev.parley.config.ControlConfig.Transfer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlReaderTest {
    private static final String FOCUS = """
            sip:
              listen: ["udp:192.0.2.1:5060"]
              focus:
                pbx: [{name: main, host: conf.pbx.example, calls: "127.0.0.1:5060"}]
            """;

    private static Optional<ControlConfig> read(String control) throws ConfigException {
        return ConfigFile.parse("parley.yaml", Written.GOOD + FOCUS + control.indent(4), Map.of())
                .sip()
                .flatMap(SipConfig::focus)
                .flatMap(FocusConfig::control);
    }

    private static void assertWrong(String control, String... says) {
        assertThatThrownBy(() -> read(control))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(says);
    }

    @Test
    void nobody_may_do_anything_where_nothing_is_written() throws Exception {
        assertThat(read("")).isEmpty();
    }

    @Test
    void nobody_calls_anybody_where_no_rule_is_written() throws Exception {
        assertThat(read("control: {}"))
                .contains(new ControlConfig(
                        Transfer.LEAVE,
                        Duration.ofSeconds(30),
                        new Moderators(Set.of(), true, false),
                        List.of(),
                        new Limits(new Rate(0.1, 1), new Rate(0.5, 5), 2, 5),
                        Optional.empty()));
    }

    @Test
    void what_is_written_is_read() throws Exception {
        ControlConfig control = read("""
                control:
                  transfer: keep
                  ring: 10s
                  moderators: {users: [alice], pbx: no, first: yes}
                  invite:
                    - {who: "10.."}
                    - users: [alice]
                      role: anybody
                      rooms: "301."
                      who: ".*"
                      hosts: ["Partner.example:5070"]
                      dial: "PJSIP/partner/sip:{user}@{host}"
                      entrance: inside
                  limits:
                    rate-per-user: 2/s burst 3
                    rate-per-room: 4/s burst 5
                    at-once-per-user: 6
                    at-once-per-room: 7
                  factory: {user: new, pbx: main, rooms: 3050-3099, users: [alice, bob], ends-with-creator: no}
                """).orElseThrow();

        assertThat(control.transfer()).isEqualTo(Transfer.KEEP);
        assertThat(control.ring()).isEqualTo(Duration.ofSeconds(10));
        assertThat(control.moderators()).isEqualTo(new Moderators(Set.of("alice"), false, true));
        assertThat(control.limits()).isEqualTo(new Limits(new Rate(2, 3), new Rate(4, 5), 6, 7));
        assertThat(control.factory()).contains(new Factory("new", "main", 3050, 3099, Set.of("alice", "bob"), false));
        assertThat(control.invite()).hasSize(2);
        assertThat(control.invite().getFirst().role()).isEqualTo(Role.MEMBER);
        assertThat(control.invite().getLast()).satisfies(rule -> {
            assertThat(rule.users()).containsExactly("alice");
            assertThat(rule.role()).isEqualTo(Role.ANYBODY);
            assertThat(rule.rooms().pattern()).isEqualTo("301.");
            assertThat(rule.hosts()).containsExactly("partner.example");
            assertThat(rule.dial()).isEqualTo("PJSIP/partner/sip:{user}@{host}");
            assertThat(rule.entrance()).isEqualTo("inside");
        });
    }

    @Test
    void a_rule_says_who_may_be_called() {
        assertWrong("control: {invite: [{users: [alice]}]}", "sip.focus.control.invite[0].who", "is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{user}", "PJSIP/{user}&PJSIP/bob", "Local/${SHELL(id)}", "PJSIP/{name}", "user/{user},x"})
    void what_is_dialled_dials_one_and_runs_nothing(String dial) {
        assertWrong(
                "control: {invite: [{who: x, dial: \"" + dial + "\"}]}",
                "invite[0].dial",
                "is nothing that a PBX dials");
    }

    @Test
    void a_factory_makes_rooms_of_a_pbx_for_somebody() {
        assertWrong("control: {factory: {pbx: other, rooms: 3050-3099, users: [alice]}}", "factory.pbx");
        assertWrong(
                "control: {factory: {pbx: main, rooms: 3050-3100, users: [alice]}}", "factory.rooms", "not all rooms");
        assertWrong("control: {factory: {pbx: main, rooms: 3099-3050, users: [alice]}}", "factory.rooms", "no range");
        assertWrong("control: {factory: {pbx: main, rooms: 3050-3099}}", "factory.users", "there is none");
    }
}
