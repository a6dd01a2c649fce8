package dev.parley.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.SubscriptionsConfig.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubscriptionsConfigTest {
    private static final String SIP = """
            sip:
              listen: ["udp:192.0.2.1:5060"]
            """;

    private static SubscriptionsConfig read(String subscriptions) throws ConfigException {
        return ConfigFile.parse("parley.yaml", Written.GOOD + SIP + subscriptions.indent(2), Map.of())
                .sip()
                .orElseThrow()
                .subscriptions();
    }

    @Test
    void what_is_not_written_is_as_the_shipped_file_says() throws Exception {
        assertThat(read(""))
                .isEqualTo(new SubscriptionsConfig(
                        Duration.ofHours(1),
                        Duration.ofMinutes(1),
                        Duration.ofHours(1),
                        false,
                        false,
                        true,
                        new Limits(20, 1_000, 1_000, 10_000),
                        List.of()));
    }

    @Test
    void what_is_written_is_read() throws Exception {
        assertThat(read("""
                subscriptions:
                  default: 10m
                  min: 1s
                  max: 24h
                  outsiders: count
                  udp-notify: reduced
                  at-stop: keep-silent
                  contacts: [192.0.2.0/24, "2001:db8::1", Proxy.example.org]
                  limits: {per-account: 1, per-source: 2, per-room: 3, total: 4}
                """))
                .isEqualTo(new SubscriptionsConfig(
                        Duration.ofMinutes(10),
                        Duration.ofSeconds(1),
                        Duration.ofDays(1),
                        true,
                        true,
                        false,
                        new Limits(1, 2, 3, 4),
                        List.of("192.0.2.0/24", "2001:db8::1", "proxy.example.org")));
    }

    @Test
    void what_is_out_of_range_is_told_with_what_to_write() {
        assertThat(Written.errors(Written.GOOD + SIP + """
                subscriptions:
                  min: 2h
                  outsiders: all
                  contacts: [192.0.2.0/33, "a b"]
                  limits: {total: 0}
                """.indent(2)))
                .anySatisfy(error -> assertThat(error).contains("sip.subscriptions.min: 2h is more than 60m."))
                .anySatisfy(error -> assertThat(error).contains("outsiders: \"all\"", "Write count or refuse."))
                .anySatisfy(error -> assertThat(error).contains("contacts[0]: \"192.0.2.0/33\" is no address"))
                .anySatisfy(error -> assertThat(error).contains("contacts[1]", "Write for example 192.0.2.0/24"))
                .anySatisfy(error -> assertThat(error).contains("limits.total: 0 is less than 1."));
    }

    @Test
    void the_longest_is_not_shorter_than_the_shortest() {
        assertThat(Written.errors(Written.GOOD + SIP + "  subscriptions: {min: 10m, max: 5m}\n"))
                .singleElement()
                .asString()
                .contains("sip.subscriptions.max: is less than min. Write at least 10m.");
    }
}
