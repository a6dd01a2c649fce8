package dev.parley.cli;

import dev.parley.config.ControlConfig;
import dev.parley.config.FocusConfig.Behind;
import dev.parley.config.FocusConfig.Callers;
import dev.parley.config.PbxConfig;
import dev.parley.config.SipConfig;
import dev.parley.pbx.Finding;
import dev.parley.pbx.Finding.Severity;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether phones that are told the names of sip.focus get to Parley, and their logins from there to the PBX; and whether
 * they can call there whom nobody meant.
 */
final class FocusInspection {
    private static final Pattern HOST = Pattern.compile("(\\[[^]]*]|[^:]*)(?::([0-9]+))?");
    /** Where phones look when no port is written (RFC 3261 §19.1.2), and Linphone always for who is in the room. */
    private static final int STANDARD = 5060;

    /** As a PBX dials them from here and there: whoever means these by a rule writes them one by one. */
    private static final List<String> FAR_AWAY = List.of("+881612345678", "00881612345678", "011881612345678");

    private final SipConfig sip;
    private final List<PbxConfig> pbxs;
    private final Function<String, Set<InetAddress>> addresses;

    /** @param addresses what a name leads to; nothing if it leads nowhere */
    FocusInspection(SipConfig sip, List<PbxConfig> pbxs, Function<String, Set<InetAddress>> addresses) {
        this.sip = sip;
        this.pbxs = List.copyOf(pbxs);
        this.addresses = addresses;
    }

    static Stream<Finding> of(SipConfig sip, List<PbxConfig> pbxs) {
        return new FocusInspection(sip, pbxs, FocusInspection::lookedUp).findings();
    }

    Stream<Finding> findings() {
        return sip.focus().stream()
                .flatMap(focus -> Stream.concat(
                        focus.pbxs().stream()
                                .flatMap(behind -> Stream.of(name(behind), port(behind), realm(behind)))
                                .flatMap(Optional::stream),
                        Stream.concat(
                                redirection().stream(), focus.control().stream().flatMap(this::costly))));
    }

    private Optional<Finding> name(Behind behind) {
        String name = part(behind.host(), 1).replaceAll("[\\[\\]]", "");
        Set<InetAddress> found = addresses.apply(name);
        Set<InetAddress> own = sip.listen().stream()
                .flatMap(listen -> addresses.apply(listen.host()).stream())
                .collect(Collectors.toUnmodifiableSet());
        if (found.stream().anyMatch(own::contains)) {
            return Optional.empty();
        }
        String where = found.isEmpty()
                ? "nowhere"
                : "to "
                        + found.stream()
                                .map(InetAddress::getHostAddress)
                                .sorted()
                                .collect(Collectors.joining(", "));
        return Optional.of(warning(
                "sip.focus: " + name + " leads " + where + " from here, which is not under sip.listen. Unless it leads"
                        + " phones to Parley all the same, write in your DNS:",
                name + ". IN A " + sip.listen().getFirst().host()));
    }

    private Optional<Finding> port(Behind behind) {
        String written = part(behind.host(), 2);
        int port = written.isEmpty() ? STANDARD : Integer.parseInt(written);
        if (!isListening(port)) {
            return Optional.of(warning(
                    "sip.focus: phones look for " + behind.host() + " at port " + port
                            + ", where Parley does not listen. Add to sip.listen:",
                    "udp:" + sip.listen().getFirst().host() + ":" + port));
        }
        return isListening(STANDARD)
                ? Optional.empty()
                : Optional.of(warning(
                        "sip.focus: Linphone looks for who is in a room at port 5060 of " + part(behind.host(), 1)
                                + ", whatever port is written, and Parley does not listen there. Add to sip.listen:",
                        "udp:" + sip.listen().getFirst().host() + ":5060"));
    }

    /** A PBX mostly asks for passwords of its domain; what answers Parley's realm never reaches it. */
    private Optional<Finding> realm(Behind behind) {
        String realm = sip.senders().realm();
        return pbxs.stream()
                .filter(pbx -> behind.callers() == Callers.DIGEST && pbx.name().equals(behind.pbx()))
                .filter(pbx -> part(pbx.domain(), 1).equalsIgnoreCase(part(realm, 1)))
                .findFirst()
                .map(pbx -> warning(
                        "sip.focus: sip.realm is " + realm + ", the domain of PBX " + pbx.name()
                                + ". If that PBX asks for"
                                + " passwords of this realm, Parley keeps the answers to itself and every call through"
                                + " the focus ends with 401 or 407. Write under sip another realm, and make the hashes"
                                + " in sip.users, if any, anew for it:",
                        "realm: chat." + realm));
    }

    private Optional<Finding> redirection() {
        boolean udp =
                sip.listen().stream().anyMatch(listen -> listen.transport().equals("udp"));
        return udp
                ? Optional.empty()
                : Optional.of(warning(
                        "sip.focus: PBXs send no calls here, since such calls come by UDP. If they should, add to"
                                + " sip.listen:",
                        "udp:" + sip.listen().getFirst().host() + ":"
                                + sip.listen().getFirst().port()));
    }

    /** Accounts of the PBX's own cost nothing: only what the administrator has dialled otherwise may. */
    private Stream<Finding> costly(ControlConfig control) {
        return control.invite().stream()
                .filter(rule -> !rule.dial().isEmpty())
                .flatMap(rule -> FAR_AWAY.stream()
                        .filter(number -> rule.who().matcher(number).matches())
                        .limit(1)
                        .map(number -> warning(
                                "sip.focus.control: who: \"" + rule.who() + "\" fits " + number
                                        + ", a satellite phone, and dial: " + rule.dial()
                                        + " may call it at your cost. Write there only what may be called, for example:",
                                "who: \"10[0-9]{2}\"")));
    }

    private boolean isListening(int port) {
        return sip.listen().stream().anyMatch(listen -> listen.port() == port);
    }

    private static String part(String host, int group) {
        Matcher parts = HOST.matcher(host);
        return parts.matches() ? Optional.ofNullable(parts.group(group)).orElse("") : "";
    }

    private static Set<InetAddress> lookedUp(String name) {
        try {
            return Set.of(InetAddress.getAllByName(name));
        } catch (UnknownHostException e) {
            return Set.of();
        }
    }

    private static Finding warning(String what, String paste) {
        return new Finding(Severity.WARNING, what, paste);
    }
}
