package dev.parley.cli;

import dev.parley.config.PublishConfig;
import dev.parley.config.SipConfig;
import dev.parley.pbx.Finding;
import dev.parley.pbx.Finding.Severity;
import java.util.Optional;
import java.util.stream.Stream;

/** What sip.publish can say without an error and had better not. */
final class PublishInspection {
    private PublishInspection() {}

    static Stream<Finding> of(SipConfig sip) {
        return sip.publish().stream()
                .flatMap(publish -> Stream.of(transport(sip, publish), size(publish), secret(publish)))
                .flatMap(Optional::stream);
    }

    private static Optional<Finding> transport(SipConfig sip, PublishConfig publish) {
        boolean spoken =
                sip.listen().stream().anyMatch(listen -> listen.transport().equals(publish.transport()));
        SipConfig.Listen first = sip.listen().getFirst();
        return spoken
                ? Optional.empty()
                : Optional.of(new Finding(
                        Severity.PROBLEM,
                        "sip.publish: nothing can be sent to " + publish.to() + ", since Parley does not listen on "
                                + publish.transport() + ". Add to sip.listen:",
                        publish.transport() + ":" + first.host() + ":" + first.port()));
    }

    private static Optional<Finding> size(PublishConfig publish) {
        return publish.transport().equals("udp")
                ? Optional.of(new Finding(
                        Severity.WARNING,
                        "sip.publish: a room of more than two or three people does not fit into one packet of UDP (RFC"
                                + " 3261 section 18.1.1). If the presence server listens on TCP, write:",
                        "to: " + publish.to().replaceFirst(";transport=udp$", "") + ";transport=tcp"))
                : Optional.empty();
    }

    private static Optional<Finding> secret(PublishConfig publish) {
        return publish.account()
                .flatMap(account -> account.secret().file())
                .filter(ConfigInspection::isWorldReadable)
                .map(file -> new Finding(
                        Severity.WARNING,
                        "sip.publish: everybody on this machine can read the secret in " + file + ".",
                        "chmod o-r " + file));
    }
}
