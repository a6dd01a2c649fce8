package dev.parley.config;

import dev.parley.config.ScribeConfig.Unverified;
import java.util.Map;
import java.util.Optional;

/** Reads {@code scribe} of an Asterisk. */
final class ScribeReader {
    private static final String ENDPOINT = "parley-scribe";
    private static final Map<String, Unverified> UNVERIFIED =
            Map.of("relay", Unverified.RELAY, "refuse", Unverified.REFUSE, "trust", Unverified.TRUST);

    private final SecretReader secrets;

    ScribeReader(SecretReader secrets) {
        this.secrets = secrets;
    }

    /**
     * Empty if it is not written, or if something is missing; the errors say what.
     *
     * @param wanted whether a room is to have a scribe
     * @param host where the PBX is reached, unless the section says otherwise
     */
    Optional<ScribeConfig> read(Section asterisk, boolean wanted, String host) {
        Section scribe = asterisk.section("scribe");
        String endpoint = scribe.get("endpoint", Kinds.name(ENDPOINT), ENDPOINT);
        String user = scribe.get("user", Kinds.name(ENDPOINT), endpoint);
        String where = scribe.get("host", Hosts.host(), host);
        int port = scribe.get("port", Kinds.number(1, 65535), 5060);
        Unverified unverified = scribe.get("unverified", Kinds.oneOf(UNVERIFIED), Unverified.RELAY);
        if (!asterisk.has("scribe")) {
            if (wanted) {
                asterisk.wrong(
                        "scribe",
                        "is missing, although a room has in-dialog: scribe.",
                        "Write for example scribe: {secret: (the password in pjsip_parley_scribe.conf)}");
            }
            return Optional.empty();
        }
        return secrets.read(scribe).map(secret -> new ScribeConfig(endpoint, user, secret, where, port, unverified));
    }
}
