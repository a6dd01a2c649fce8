package dev.parley.config;

import dev.parley.config.AsteriskConfig.Door;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one entry of {@code pbx}. */
final class AsteriskReader {
    private static final String ROOMS = "30[0-9]{2}";

    private final SecretReader secrets;

    AsteriskReader(SecretReader secrets) {
        this.secrets = secrets;
    }

    /** Empty if something that has no default is missing or wrong; the errors say what. */
    Optional<PbxConfig> read(Section pbx) {
        Optional<String> name = pbx.require("name", Kinds.name("main"), "main");
        List<RoomPattern> rooms = rooms(pbx);
        Section asterisk = pbx.section("asterisk");
        Optional<Secret> secret = secrets.read(asterisk);
        Optional<String> domain = asterisk.require("domain", Hosts.domain(), "pbx.example");
        AsteriskConfig config = new AsteriskConfig(
                name.orElse(""),
                asterisk.get("host", Hosts.host(), "127.0.0.1"),
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
                rooms);
        boolean complete = name.isPresent() && secret.isPresent() && domain.isPresent();
        return complete ? Optional.of(config) : Optional.empty();
    }

    private static Door door(Section asterisk) {
        Section fastagi = asterisk.section("fastagi");
        Door listening = new Door.FastAgi(
                fastagi.get("host", Hosts.host(), "127.0.0.1"), fastagi.get("port", Kinds.number(1, 65535), 4573));
        Map<String, Door> doors = Map.of("userevent", new Door.UserEvent(), "fastagi", listening);
        return asterisk.get("door", Kinds.oneOf(doors), new Door.UserEvent());
    }

    private static List<RoomPattern> rooms(Section pbx) {
        List<Section> rooms = pbx.sections("rooms");
        if (pbx.isEmpty("rooms")) {
            pbx.wrong(
                    "rooms",
                    "there is none.",
                    "Say which conferences are Parley's, for example - match: \"" + ROOMS + "\"");
        }
        return rooms.stream()
                .flatMap(room -> room.require("match", Patterns.pattern(ROOMS), '"' + ROOMS + '"').stream())
                .map(RoomPattern::new)
                .toList();
    }
}
