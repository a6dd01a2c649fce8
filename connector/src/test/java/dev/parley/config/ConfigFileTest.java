package dev.parley.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Rate;
import dev.parley.chat.Route;
import dev.parley.room.RoomId;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigFileTest {
    private static final Path SHIPPED = Path.of("..", "config");
    private static final Map<String, String> ENV = Map.of(
            "PARLEY_AMI_SECRET", "a", "PARLEY_BERLIN_SECRET", "b", "PARLEY_LYON_SECRET", "c", "PARLEY_ESL_SECRET", "d");

    @Test
    void what_is_written_is_what_is_read() throws Exception {
        Config config = ConfigFile.parse("parley.yaml", """
                pbx:
                  - name: main
                    asterisk:
                      host: "::1"
                      port: 5039
                      tls: yes
                      user: talker
                      secret: "a b#c"
                      domain: 192.0.2.1:5070
                      door: fastagi
                      fastagi: {host: 0.0.0.0, port: 4000}
                      http: https://pbx.example:8089/asterisk
                      trunks: ["provider-.*"]
                      reconcile: 1500ms
                      silence: 2m
                    rooms:
                      - match: "30[0-9]{2}"
                chat:
                  types: [Text/Plain, text/html]
                  max-bytes: 500
                  rate-per-sender: 30/min burst 5
                  rate-per-room: 0.5/s burst 1
                  duplicates: 1s
                  expiry: 10m
                  lane: 7
                  drain: 0s
                trace: {keep: 0}
                admin: {enabled: no, host: localhost, port: 0}
                """, Map.of());
        AsteriskConfig pbx = asterisk(config);
        assertThat(pbx)
                .usingRecursiveComparison()
                .withEqualsForType((a, b) -> a.pattern().equals(b.pattern()), Pattern.class)
                .isEqualTo(new AsteriskConfig(
                        "main",
                        "::1",
                        5039,
                        true,
                        "talker",
                        new Secret("a b#c"),
                        "192.0.2.1:5070",
                        new AsteriskConfig.Door.FastAgi("0.0.0.0", 4000),
                        Optional.of(URI.create("https://pbx.example:8089/asterisk")),
                        List.of(Pattern.compile("provider-.*")),
                        Duration.ofMillis(1500),
                        Duration.ofMinutes(2),
                        List.of(new RoomPattern(Pattern.compile("30[0-9]{2}")))));
        assertThat(config.chat())
                .isEqualTo(new ChatConfig(
                        Set.of("text/plain", "text/html"),
                        500,
                        new Rate(0.5, 5),
                        new Rate(0.5, 1),
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(10),
                        7,
                        Duration.ZERO));
        assertThat(config.trace()).isEqualTo(new TraceConfig(0));
        assertThat(config.admin()).isEqualTo(new AdminConfig(false, "localhost", 0));
    }

    @Test
    void whose_phones_parley_writes_to_itself_is_yes_no_or_names() throws Exception {
        assertThat(direct("").pbxs()).isEmpty();
        assertThat(direct("direct: no").pbxs()).isEmpty();
        assertThat(direct("direct: yes").pbxs()).containsExactlyInAnyOrder("main", "branch");
        assertThat(direct("direct: [branch]").pbxs()).containsExactly("branch");
    }

    @Test
    void a_proxy_has_credentials_where_it_asks_for_them() throws Exception {
        assertThat(direct("proxy: sip:192.0.2.7:5070;transport=tcp;lr").proxy())
                .contains(new OutboundProxy("sip:192.0.2.7:5070;transport=tcp;lr", Optional.empty()));
        assertThat(direct("proxy: sip:proxy.example;lr, proxy-user: parley, proxy-secret: x")
                        .proxy())
                .contains(new OutboundProxy(
                        "sip:proxy.example;lr", Optional.of(new OutboundProxy.Login("parley", new Secret("x")))));
    }

    private static DirectConfig direct(String keys) throws ConfigException {
        return ConfigFile.parse("parley.yaml", """
                pbx:
                  - {name: main, asterisk: {secret: x, domain: a.example}, rooms: [{match: "."}]}
                  - {name: branch, asterisk: {secret: x, domain: b.example}, rooms: [{match: "."}]}
                sip: {listen: [udp:127.0.0.1:5070], %s}
                """.formatted(keys), Map.of())
                .sip()
                .orElseThrow()
                .direct();
    }

    @Test
    void the_file_that_came_along_says_the_defaults() throws Exception {
        Config written = ConfigFile.load(SHIPPED.resolve("parley.yaml"), Map.of());
        Config silent = ConfigFile.load(SHIPPED.resolve("examples/smallest.yaml"), Map.of());
        assertThat(written)
                .usingRecursiveComparison()
                .ignoringFields("profiles")
                .ignoringFieldsMatchingRegexes(".*\\.secret\\.file")
                .withEqualsForType((a, b) -> a.pattern().equals(b.pattern()), Pattern.class)
                .isEqualTo(silent);
        assertThat(ConfigFile.defaults(silent.pbxs()).chat()).isEqualTo(written.chat());
    }

    @Test
    void a_presence_server_is_asked_to_keep_rooms_for_ten_minutes_unless_told() throws Exception {
        String sip = """
                pbx: [{name: main, asterisk: {secret: x, domain: a}, rooms: [{match: "3"}]}]
                sip:
                  listen: [tcp:127.0.0.1:5070]
                  publish: %s
                """;
        PublishConfig plain = publish(sip.formatted("{to: \"sip:h;transport=tcp\"}"));
        assertThat(plain.expires()).isEqualTo(Duration.ofMinutes(10));
        assertThat(plain.transport()).isEqualTo("tcp");
        assertThat(plain.account()).isEmpty();
        PublishConfig told = publish(sip.formatted("{to: \"sip:h\", expires: 600s, user: parley, secret: pw}"));
        assertThat(told.transport()).isEqualTo("udp");
        assertThat(told.account()).contains(new PublishConfig.Account("parley", new Secret("pw")));
    }

    @Test
    void with_a_place_for_state_subscriptions_are_not_ended_at_a_stop_unless_told() throws Exception {
        assertThat(sip("").state()).isEmpty();
        assertThat(sip("").subscriptions().endAtStop()).isTrue();
        SipConfig kept = sip("state: state");
        assertThat(kept.state()).contains(Path.of("state"));
        assertThat(kept.subscriptions().endAtStop()).isFalse();
        assertThat(sip("state: /x, subscriptions: {at-stop: end}")
                        .subscriptions()
                        .endAtStop())
                .isTrue();
    }

    private static SipConfig sip(String keys) throws ConfigException {
        return ConfigFile.parse("parley.yaml", """
                pbx: [{name: main, asterisk: {secret: x, domain: a}, rooms: [{match: "3"}]}]
                sip: {listen: [udp:127.0.0.1:5070], %s}
                """.formatted(keys), Map.of())
                .sip()
                .orElseThrow();
    }

    private static PublishConfig publish(String text) throws ConfigException {
        return ConfigFile.parse("parley.yaml", text, Map.of())
                .sip()
                .orElseThrow()
                .publish()
                .orElseThrow();
    }

    @Test
    void the_file_that_came_along_shows_every_key_there_is() throws Exception {
        String text = Files.readString(SHIPPED.resolve("parley.yaml"));
        assertThat(ConfigFile.keys(text)).hasSizeGreaterThan(30).allSatisfy(path -> {
            String key = path.substring(path.lastIndexOf('.') + 1);
            assertThat(text).as(path).containsPattern("(?m)^\\s*(# *)?(- )?" + key + ":");
        });
    }

    static Stream<Path> examples() throws Exception {
        try (Stream<Path> files = Files.list(SHIPPED.resolve("examples"))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_example_loads(Path example, @TempDir Path dir) throws Exception {
        Files.writeString(dir.resolve("ami.secret"), "from a file\n");
        Config config = ConfigFile.load(Files.copy(example, dir.resolve("parley.yaml")), ENV);
        assertThat(config.pbxs()).isNotEmpty();
    }

    @Test
    void a_secret_file_is_read_beside_the_configuration_without_its_last_line_break(@TempDir Path dir)
            throws Exception {
        Path secret = Files.writeString(dir.resolve("ami.secret"), "from a file\n");
        Path file = Files.copy(SHIPPED.resolve("examples/freepbx.yaml"), dir.resolve("parley.yaml"));
        assertThat(asterisk(ConfigFile.load(file, Map.of())).secret())
                .isEqualTo(new Secret("from a file", Optional.of(secret)));
    }

    @Test
    void own_profiles_are_asked_before_the_built_in_ones(@TempDir Path dir) throws Exception {
        Files.writeString(
                dir.resolve("own.yaml"),
                "profiles:\n  - {name: mine, user-agent: ^Linphone, prefer: in-dialog}\ndefault: {name-in-text: no}\n");
        String text = Files.readString(SHIPPED.resolve("examples/smallest.yaml")) + "\nprofiles: own.yaml\n";
        Config config = ConfigFile.load(Files.writeString(dir.resolve("parley.yaml"), text), Map.of());
        assertThat(config.profiles().of("Linphone/5").name()).isEqualTo("mine");
        assertThat(config.profiles().of("Linphone/5").prefer()).isEqualTo(Route.IN_DIALOG);
        assertThat(config.profiles().of("Twinkle/1.10.2").name()).isEqualTo("Twinkle");
        assertThat(config.profiles().of("unheard of").nameInText()).isFalse();
    }

    @Test
    void the_sample_of_own_profiles_loads(@TempDir Path dir) throws Exception {
        Files.copy(SHIPPED.resolve("profiles.yaml"), dir.resolve("profiles.yaml"));
        String text = Files.readString(SHIPPED.resolve("examples/smallest.yaml")) + "\nprofiles: profiles.yaml\n";
        Config config = ConfigFile.load(Files.writeString(dir.resolve("parley.yaml"), text), Map.of());
        assertThat(config.profiles().of("ACME Door/2.1").name()).isEqualTo("Doorphone");
    }

    @Test
    void a_freeswitch_is_read_as_it_is_written() throws Exception {
        Config config = ConfigFile.parse("parley.yaml", """
                pbx:
                  - name: fs
                    freeswitch:
                      host: "::1"
                      port: 8022
                      user: parley@pbx.example
                      secret: "a b#c"
                      domain: 192.0.2.1
                      profile: external
                      confirm: yes
                      reconcile: 2s
                      silence: 1m
                    rooms:
                      - match: "3[0-9]{3}"
                """, Map.of());
        assertThat(config.pbxs())
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*rooms.*")
                .isEqualTo(List.of(new FreeSwitchConfig(
                        "fs",
                        "::1",
                        8022,
                        Optional.of("parley@pbx.example"),
                        new Secret("a b#c"),
                        "192.0.2.1",
                        "external",
                        true,
                        Duration.ofSeconds(2),
                        Duration.ofMinutes(1),
                        List.of())));
    }

    @Test
    void rooms_of_two_pbxs_can_be_one_chat() throws Exception {
        Config config = ConfigFile.load(SHIPPED.resolve("examples/one-chat-over-two-pbxs.yaml"), ENV);
        assertThat(config.links().of(new RoomId("main", "3001"))).containsExactly(new RoomId("branch", "4001"));
        assertThat(config.links().of(new RoomId("main", "3002"))).isEmpty();
    }

    @Test
    void how_senders_prove_themselves_is_read_as_it_is_written(@TempDir Path dir) throws Exception {
        Path users = Files.writeString(dir.resolve("sip.users"), "alice:chat.example:" + "0".repeat(64) + "\n");
        Files.setPosixFilePermissions(users, PosixFilePermissions.fromString("rw-------"));
        String text = Files.readString(SHIPPED.resolve("examples/smallest.yaml"));
        String sip = """
                sip:
                  listen: [udp:127.0.0.1:5070]
                  host: chat.example:5070
                """;
        assertThat(senders(dir, text + sip)).isEqualTo(new SenderConfig("chat.example", Optional.empty(), List.of()));
        assertThat(senders(dir, text + sip + "  users: sip.users\n  trusted: [192.0.2.7, \"[::1]:5060\"]\n"))
                .isEqualTo(new SenderConfig(
                        "chat.example",
                        Optional.of(users),
                        List.of(
                                new TrustedPeer("192.0.2.7", OptionalInt.empty()),
                                new TrustedPeer("0:0:0:0:0:0:0:1", OptionalInt.of(5060)))));
    }

    private static SenderConfig senders(Path dir, String text) throws Exception {
        return ConfigFile.load(Files.writeString(dir.resolve("parley.yaml"), text), ENV)
                .sip()
                .orElseThrow()
                .senders();
    }

    private static AsteriskConfig asterisk(Config config) {
        return switch (config.pbxs().getFirst()) {
            case AsteriskConfig pbx -> pbx;
            case FreeSwitchConfig pbx -> throw new AssertionError(pbx);
        };
    }

    @Test
    void a_sip_side_is_there_only_if_it_is_written(@TempDir Path dir) throws Exception {
        Path keystore = Files.createFile(dir.resolve("sip.p12"));
        String pbx = "pbx: [{name: main, asterisk: {secret: x, domain: a}, rooms: [{match: \"3\"}]}]\n";

        assertThat(ConfigFile.parse("parley.yaml", pbx, Map.of()).sip()).isEmpty();
        SipConfig sip = ConfigFile.parse("parley.yaml", pbx + """
                sip:
                  listen: [udp:192.0.2.1:5060, "tls:[2001:db8::1]:5061"]
                  rate-per-source: 10/s burst 20
                  tls: {keystore: %1$s, secret: "p", trust: %1$s}
                """.formatted(keystore), Map.of())
                .sip()
                .orElseThrow();

        assertThat(sip.listen())
                .containsExactly(
                        new SipConfig.Listen("udp", "192.0.2.1", 5060),
                        new SipConfig.Listen("tls", "2001:db8::1", 5061));
        assertThat(sip.host()).isEqualTo("192.0.2.1:5060");
        assertThat(sip.tls())
                .contains(new SipConfig.Tls(keystore, new Secret("p", Optional.empty()), Optional.of(keystore)));
        assertThat(sip.perSource()).isEqualTo(new Rate(10, 20));
    }
}
