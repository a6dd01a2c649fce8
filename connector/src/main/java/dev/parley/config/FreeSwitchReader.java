package dev.parley.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads the section {@code freeswitch} of one PBX. */
final class FreeSwitchReader {
    private final SecretReader secrets;

    FreeSwitchReader(SecretReader secrets) {
        this.secrets = secrets;
    }

    /** Empty if something that has no default is missing or wrong; the errors say what. */
    Optional<PbxConfig> read(String name, List<RoomPattern> rooms, Section freeswitch) {
        Optional<Secret> secret = secrets.read(freeswitch);
        Optional<String> domain = freeswitch.require("domain", Hosts.domain(), "pbx.example");
        FreeSwitchConfig config = new FreeSwitchConfig(
                name,
                freeswitch.get("host", Hosts.host(), "127.0.0.1"),
                freeswitch.get("port", Kinds.number(1, 65535), 8021),
                freeswitch.get("user", FreeSwitchReader::user),
                secret.orElse(new Secret("")),
                domain.orElse(""),
                freeswitch.get("profile", Kinds.name("internal"), "internal"),
                freeswitch.get("confirm", Kinds.yesNo(), false),
                freeswitch.get(
                        "reconcile",
                        Durations.between(Duration.ofSeconds(1), Duration.ofMinutes(10)),
                        Duration.ofSeconds(5)),
                freeswitch.get(
                        "silence",
                        Durations.between(Duration.ofSeconds(2), Duration.ofMinutes(5)),
                        Duration.ofSeconds(15)),
                rooms);
        return secret.isPresent() && domain.isPresent() ? Optional.of(config) : Optional.empty();
    }

    private static String user(String written) throws Unfit {
        String user = Kinds.word("user: parley@pbx.example").read(written);
        if (!user.matches("[^@]+@[^@]+")) {
            throw new Unfit(
                    Words.quoted(user) + " is no user of the directory.", "Write for example user: parley@pbx.example");
        }
        return user;
    }
}
