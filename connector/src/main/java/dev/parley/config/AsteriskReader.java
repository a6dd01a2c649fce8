package dev.parley.config;

import dev.parley.config.AsteriskConfig.Door;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the section {@code asterisk} of one PBX. */
final class AsteriskReader {
    private final SecretReader secrets;
    private final ScribeReader scribes;

    AsteriskReader(SecretReader secrets) {
        this.secrets = secrets;
        this.scribes = new ScribeReader(secrets);
    }

    /** Empty if something that has no default is missing or wrong; the errors say what. */
    Optional<PbxConfig> read(String name, List<RoomPattern> rooms, Section asterisk) {
        Optional<Secret> secret = secrets.read(asterisk);
        Optional<String> domain = asterisk.require("domain", Hosts.domain(), "pbx.example");
        String host = asterisk.get("host", Hosts.host(), "127.0.0.1");
        AsteriskConfig config = new AsteriskConfig(
                name,
                host,
                asterisk.get("port", Kinds.number(1, 65535), 5038),
                asterisk.get("tls", Kinds.yesNo(), false),
                asterisk.get("user", Kinds.word("parley"), "parley"),
                secret.orElse(new Secret("")),
                domain.orElse(""),
                door(asterisk),
                asterisk.get("http", Hosts.http()),
                asterisk.list("trunks", Patterns.pattern("provider-.*")).orElse(List.of()),
                asterisk.get(
                        "reconcile",
                        Durations.between(Duration.ofSeconds(1), Duration.ofMinutes(10)),
                        Duration.ofSeconds(5)),
                asterisk.get(
                        "silence",
                        Durations.between(Duration.ofSeconds(2), Duration.ofMinutes(5)),
                        Duration.ofSeconds(15)),
                rooms,
                scribes.read(
                        asterisk,
                        rooms.stream().anyMatch(room -> room.inDialog() == RoomPattern.InDialog.SCRIBE),
                        host));
        boolean complete = secret.isPresent() && domain.isPresent();
        return complete ? Optional.of(config) : Optional.empty();
    }

    private static Door door(Section asterisk) {
        Section fastagi = asterisk.section("fastagi");
        Door listening = new Door.FastAgi(
                fastagi.get("host", Hosts.host(), "127.0.0.1"), fastagi.get("port", Kinds.number(1, 65535), 4573));
        Map<String, Door> doors = Map.of("userevent", new Door.UserEvent(), "fastagi", listening);
        return asterisk.get("door", Kinds.oneOf(doors), new Door.UserEvent());
    }
}
