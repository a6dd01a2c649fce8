package dev.parley.cli;

import dev.parley.config.FreeSwitchConfig;
import dev.parley.config.Loopback;
import dev.parley.pbx.Finding;
import dev.parley.pbx.Finding.Severity;
import java.util.Optional;
import java.util.stream.Stream;

/** What the section of a FreeSWITCH can say without an error and had better not. */
final class FreeSwitchConfigInspection {
    /** What FreeSWITCH comes with, and everybody knows. */
    private static final String STOCK_PASSWORD = "ClueCon";

    private FreeSwitchConfigInspection() {}

    static Stream<Finding> of(FreeSwitchConfig pbx) {
        return Stream.of(secret(pbx), file(pbx), domain(pbx), network(pbx)).flatMap(Optional::stream);
    }

    private static Optional<Finding> secret(FreeSwitchConfig pbx) {
        String secret = pbx.secret().value();
        if (!secret.equals(STOCK_PASSWORD) && !secret.startsWith(ConfigInspection.SAMPLE)) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Loopback.is(pbx.host()) ? Severity.WARNING : Severity.PROBLEM,
                pbx.name()
                        + ": everybody knows the password of the event socket, and who has it commands FreeSWITCH. Write one"
                        + " of your own here and in autoload_configs/event_socket.conf.xml:",
                "<param name=\"password\" value=\"...\"/>\nsecret: ..."));
    }

    private static Optional<Finding> file(FreeSwitchConfig pbx) {
        return pbx.secret()
                .file()
                .filter(ConfigInspection::isWorldReadable)
                .map(file -> warning(
                        pbx, "everybody on this machine can read the secret in " + file + ".", "chmod o-r " + file));
    }

    private static Optional<Finding> domain(FreeSwitchConfig pbx) {
        return pbx.domain().equals(ConfigInspection.SAMPLE_DOMAIN)
                ? Optional.of(warning(
                        pbx,
                        "the domain is the sample's: replies to " + pbx.domain()
                                + " will not come back to the rooms. Write what your phones have as their SIP server, for"
                                + " example:",
                        "domain: 192.0.2.10"))
                : Optional.empty();
    }

    private static Optional<Finding> network(FreeSwitchConfig pbx) {
        return Loopback.is(pbx.host())
                ? Optional.empty()
                : Optional.of(warning(
                        pbx,
                        "texts and the password cross the network to " + pbx.host()
                                + " for everybody to read, since the event socket knows no TLS. Run Parley beside"
                                + " FreeSWITCH, or through a tunnel:",
                        "ssh -N -L 8021:127.0.0.1:8021 " + pbx.host()));
    }

    private static Finding warning(FreeSwitchConfig pbx, String what, String paste) {
        return new Finding(Severity.WARNING, pbx.name() + ": " + what, paste);
    }
}
