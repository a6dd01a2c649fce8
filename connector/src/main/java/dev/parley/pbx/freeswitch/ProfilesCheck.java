package dev.parley.pbx.freeswitch;

import dev.parley.config.FreeSwitchConfig;
import dev.parley.pbx.Finding;
import dev.parley.pbx.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/** The sofia and conference profiles: which texts come in, and how well their senders are known. */
final class ProfilesCheck {
    private final FreeSwitchConfig config;
    private final LiveXml live;

    ProfilesCheck(FreeSwitchConfig config, LiveXml live) {
        this.config = config;
        this.live = live;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        live.sofiaProfiles().forEach(profile -> findings.addAll(sofia(profile)));
        if (live.sofiaProfiles().stream()
                .noneMatch(profile -> profile.getAttribute("name").equals(config.profile()))) {
            findings.add(new Finding(
                    Severity.PROBLEM,
                    config.name() + ": there is no sofia profile " + config.profile()
                            + ", by which senders outside of a call are answered. In Parley's configuration write one of these:",
                    String.join(
                            "\n",
                            live.sofiaProfiles().stream()
                                    .map(profile -> "profile: " + profile.getAttribute("name"))
                                    .toList())));
        }
        broadcast().ifPresent(findings::add);
        if (live.conferenceProfiles().stream()
                .noneMatch(profile -> LiveXml.param(profile, "verbose-events")
                        .filter("true"::equals)
                        .isPresent())) {
            findings.add(new Finding(
                    Severity.NOTE,
                    config.name()
                            + ": no conference profile has verbose-events, so that Parley asks for each member who comes.",
                    "<param name=\"verbose-events\" value=\"true\"/>"));
        }
        return findings;
    }

    private List<Finding> sofia(Element profile) {
        String name = profile.getAttribute("name");
        List<Finding> findings = new ArrayList<>();
        if (LiveXml.param(profile, "fire-message-events").filter("true"::equals).isEmpty()) {
            findings.add(new Finding(
                    Severity.PROBLEM,
                    config.name() + ": sofia profile " + name + " tells nobody of texts. In its settings, then"
                            + " \"sofia profile " + name + " restart\":",
                    "<param name=\"fire-message-events\" value=\"true\"/>"));
        }
        if (LiveXml.param(profile, "auth-messages").filter("false"::equals).isPresent()) {
            findings.add(new Finding(
                    Severity.WARNING,
                    config.name() + ": sofia profile " + name
                            + " takes texts from anybody without asking for a password." + " In its settings:",
                    "<param name=\"auth-messages\" value=\"true\"/>"));
        }
        if (LiveXml.param(profile, "manage-presence").filter("true"::equals).isEmpty()) {
            findings.add(new Finding(
                    Severity.NOTE,
                    config.name() + ": phones of sofia profile " + name
                            + " cannot subscribe to who is in a room. In its" + " settings, if they shall:",
                    "<param name=\"manage-presence\" value=\"true\"/>"));
        }
        return findings;
    }

    /** FreeSWITCH's own broadcast: members would get each text twice, and its sender too. */
    private Optional<Finding> broadcast() {
        return live.dialplanSets("chat_proto")
                ? Optional.of(new Finding(
                        Severity.PROBLEM,
                        config.name()
                                + ": the dialplan sets chat_proto, so that FreeSWITCH itself sends texts to the members"
                                + " too, and each comes twice. Take the line out, or switch its broadcast off in the conference"
                                + " profile:",
                        "<param name=\"broadcast-chat-messages\" value=\"false\"/>"))
                : Optional.empty();
    }
}
