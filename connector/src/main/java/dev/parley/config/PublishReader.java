package dev.parley.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code sip.publish}; where it is not written, nothing is published. */
final class PublishReader {
    private static final Pattern SERVER = Pattern.compile(
            "sip:(?:[A-Za-z0-9_][A-Za-z0-9_.-]{0,252}|\\[[0-9A-Fa-f:.]+])(?::[1-9][0-9]{0,4})?(?:;transport=(?:udp|tcp|tls))?");

    private static final String EXAMPLE = "sip:192.0.2.5;transport=tcp";

    private final SecretReader secrets;

    PublishReader(SecretReader secrets) {
        this.secrets = secrets;
    }

    Optional<PublishConfig> read(Section sip) {
        Section publish = sip.section("publish");
        Duration expires = publish.get(
                "expires", Durations.between(Duration.ofMinutes(1), Duration.ofDays(1)), Duration.ofMinutes(10));
        Optional<PublishConfig.Account> account = account(publish);
        if (!sip.has("publish")) {
            return Optional.empty();
        }
        return publish.require("to", server(), EXAMPLE).map(to -> new PublishConfig(to, expires, account));
    }

    private Optional<PublishConfig.Account> account(Section publish) {
        Optional<String> user = publish.get("user", Kinds.word("parley"));
        boolean secret = SecretReader.isIn(publish);
        if (user.isEmpty() && secret) {
            publish.wrong("user", "is missing, although there is a secret.", "Write for example user: parley");
        }
        return user.flatMap(name -> secrets.read(publish).map(value -> new PublishConfig.Account(name, value)));
    }

    private static Kind<String> server() {
        return text -> {
            if (!SERVER.matcher(text).matches()) {
                throw new Unfit(
                        Words.quoted(text) + " is not the address of a presence server.",
                        "Write for example " + EXAMPLE + ".");
            }
            return text;
        };
    }
}
