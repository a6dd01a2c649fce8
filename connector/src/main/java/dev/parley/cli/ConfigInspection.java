package dev.parley.cli;

import dev.parley.config.AsteriskConfig;
import dev.parley.config.AsteriskConfig.Door;
import dev.parley.config.Config;
import dev.parley.config.FreeSwitchConfig;
import dev.parley.config.Loopback;
import dev.parley.config.PbxConfig;
import dev.parley.pbx.Finding;
import dev.parley.pbx.Finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a configuration can say without an error and had better not. */
final class ConfigInspection {
    static final String SAMPLE = "CHANGE-ME";
    static final String SAMPLE_DOMAIN = "pbx.example";

    private ConfigInspection() {}

    static List<Finding> of(Config config) {
        return Stream.concat(
                        config.pbxs().stream().flatMap(ConfigInspection::of),
                        config.sip().stream()
                                .flatMap(sip -> Stream.of(
                                                SipConfigInspection.of(sip),
                                                PublishInspection.of(sip),
                                                FocusInspection.of(sip, config.pbxs()))
                                        .flatMap(Function.identity())))
                .toList();
    }

    private static Stream<Finding> of(PbxConfig pbx) {
        return switch (pbx) {
            case AsteriskConfig asterisk ->
                Stream.of(
                                secret(asterisk),
                                scribe(asterisk),
                                domain(asterisk),
                                user(asterisk),
                                network(asterisk),
                                http(asterisk),
                                door(asterisk))
                        .flatMap(Optional::stream);
            case FreeSwitchConfig freeswitch -> FreeSwitchConfigInspection.of(freeswitch);
        };
    }

    private static Optional<Finding> secret(AsteriskConfig pbx) {
        if (pbx.secret().value().startsWith(SAMPLE)) {
            String made = random();
            return Optional.of(new Finding(
                    Loopback.is(pbx.host()) ? Severity.WARNING : Severity.PROBLEM,
                    pbx.name() + ": the secret is the sample's, which everybody knows. In manager_parley.conf and here,"
                            + " write one of your own, for example:",
                    "secret = " + made + "\nsecret: " + made));
        }
        return pbx.secret()
                .file()
                .filter(ConfigInspection::isWorldReadable)
                .map(file -> warning(
                        pbx, "everybody on this machine can read the secret in " + file + ".", "chmod o-r " + file));
    }

    private static Optional<Finding> scribe(AsteriskConfig pbx) {
        return pbx.scribe()
                .filter(scribe -> scribe.secret().value().startsWith(SAMPLE))
                .map(scribe -> warning(
                        pbx,
                        "the scribe's password is the sample's: whoever has it can listen in rooms. Write one of your own in"
                                + " pjsip_parley_scribe.conf and here, for example:",
                        "password = " + random() + " (and the same as secret:)"));
    }

    private static String random() {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static Optional<Finding> domain(AsteriskConfig pbx) {
        return pbx.domain().equals(SAMPLE_DOMAIN)
                ? Optional.of(warning(
                        pbx,
                        "the domain is the sample's: replies to " + pbx.domain()
                                + " will not come back to the rooms. Write"
                                + " what your phones have as their SIP server, for example:",
                        "domain: 192.0.2.10"))
                : Optional.empty();
    }

    private static Optional<Finding> user(AsteriskConfig pbx) {
        return pbx.user().equals("parley")
                ? Optional.empty()
                : Optional.of(warning(
                        pbx,
                        "the AMI user is " + pbx.user()
                                + ", but the dialplan that came with Parley asks whether parley is"
                                + " logged in. Rename the user, or change AMI_CLIENT(parley,sessions) there.",
                        "user: parley"));
    }

    private static Optional<Finding> network(AsteriskConfig pbx) {
        return pbx.tls() || Loopback.is(pbx.host())
                ? Optional.empty()
                : Optional.of(warning(
                        pbx,
                        "texts and names cross the network to " + pbx.host()
                                + " for everybody to read. With tlsenable in" + " manager.conf, write:",
                        "tls: true\nport: 5039"));
    }

    private static Optional<Finding> http(AsteriskConfig pbx) {
        return pbx.http()
                .filter(uri -> "http".equals(uri.getScheme()) && !Loopback.is(uri.getHost()))
                .map(uri -> warning(
                        pbx,
                        "the secret crosses the network to " + uri.getHost()
                                + " for everybody to read. With tlsenable in" + " http.conf, write:",
                        "http: https://" + uri.getHost() + ":8089"));
    }

    private static Optional<Finding> door(AsteriskConfig pbx) {
        return pbx.door() instanceof Door.FastAgi fastagi && !Loopback.is(fastagi.host())
                ? Optional.of(warning(
                        pbx,
                        "FastAGI knows no login: whoever reaches " + fastagi.host() + ":" + fastagi.port()
                                + " can write to the rooms in anybody's name. Let only the PBX through your firewall, or"
                                + " write:",
                        "door: userevent"))
                : Optional.empty();
    }

    private static Finding warning(AsteriskConfig pbx, String what, String paste) {
        return new Finding(Severity.WARNING, pbx.name() + ": " + what, paste);
    }

    static boolean isWorldReadable(Path file) {
        try {
            return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
