package dev.parley.pbx.asterisk;

import dev.parley.config.AsteriskConfig;
import dev.parley.pbx.Finding;
import dev.parley.pbx.Finding.Severity;
import dev.parley.pbx.asterisk.wire.DeviceStateListAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;
import org.asteriskjava.manager.action.GetVarAction;
import org.asteriskjava.manager.action.PingAction;
import org.asteriskjava.manager.event.DeviceStateChangeEvent;
import org.asteriskjava.manager.event.ManagerEvent;

/** Whether the phones' endpoints lead their texts to Parley. Device states name them without needing a right more. */
final class Endpoints {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String PJSIP = "PJSIP/";
    private static final String MESSAGE_CONTEXT = "message_context = parley-messages";
    private static final int MOST_ASKED = 500;
    private static final int MOST_NAMED = 8;

    private final Set<String> names = new ConcurrentSkipListSet<>();

    /** On the reading thread. */
    void seen(ManagerEvent event) {
        if (event instanceof DeviceStateChangeEvent state
                && AmiFields.text(state.getDevice()).startsWith(PJSIP)) {
            names.add(state.getDevice().substring(PJSIP.length()));
        }
    }

    List<Finding> findings(AsteriskConfig config, AmiSession session) {
        if (session.ask(new DeviceStateListAction(), PATIENCE) instanceof AmiReply.Failure failure
                && failure.isUnknownCommand()) {
            return List.of(unlisted(config));
        }
        session.ask(new PingAction(), PATIENCE); // its answer comes behind the list
        List<String> phones = names.stream()
                .filter(name -> !config.isTrunk(name))
                .filter(name -> !config.isScribe(name) && !name.equals(ScribeCheck.SHIPPED_ENDPOINT))
                .filter(name -> AmiValue.endpoint(name).isPresent())
                .limit(MOST_ASKED)
                .toList();
        return phones.isEmpty() ? List.of(nobody(config)) : findings(phones, config, session);
    }

    private static List<Finding> findings(List<String> phones, AsteriskConfig config, AmiSession session) {
        // The one option that no endpoint is without. Asterisk answers an unknown function with success and an empty
        // value (16.28 and 22.10), and then every endpoint would seem to lack everything.
        if (phones.stream().allMatch(isEmpty(session, "context"))) {
            return List.of(unreadable(config));
        }
        List<Finding> findings = new ArrayList<>();
        List<String> astray =
                phones.stream().filter(isEmpty(session, "message_context")).toList();
        if (!astray.isEmpty()) {
            findings.add(astray(config, astray));
        }
        List<String> open = phones.stream().filter(isEmpty(session, "auth")).toList();
        if (!open.isEmpty()) {
            findings.add(open(config, open));
        }
        if (findings.isEmpty()) {
            findings.add(new Finding(
                    Severity.OK, config.name() + ": " + some(phones) + ": with password and message_context", ""));
        }
        return findings;
    }

    private static Finding nobody(AsteriskConfig config) {
        return new Finding(
                Severity.NOTE,
                config.name() + ": no PJSIP endpoint is known yet, so that message_context could not be seen. Each"
                        + " phone's endpoint in pjsip.conf needs:",
                MESSAGE_CONTEXT);
    }

    private static Finding unlisted(AsteriskConfig config) {
        return new Finding(
                Severity.NOTE,
                config.name() + ": Asterisk cannot list its endpoints, so that message_context and passwords could not"
                        + " be seen. In modules.conf (and at the CLI: module load res_manager_devicestate.so):",
                "load = res_manager_devicestate.so");
    }

    private static Finding unreadable(AsteriskConfig config) {
        return new Finding(
                Severity.PROBLEM,
                config.name() + ": the dialplan function PJSIP_ENDPOINT is not there, so that no member can be known by"
                        + " a password. In modules.conf (and at the CLI: module load func_pjsip_endpoint.so):",
                "load = func_pjsip_endpoint.so");
    }

    private static Finding astray(AsteriskConfig config, List<String> phones) {
        return new Finding(
                Severity.PROBLEM,
                config.name() + ": texts of " + some(phones)
                        + " do not reach Parley: no message_context. In pjsip.conf, in each such endpoint (or in your"
                        + " template), and then \"module reload res_pjsip.so\":",
                MESSAGE_CONTEXT);
    }

    private static Finding open(AsteriskConfig config, List<String> phones) {
        return new Finding(
                Severity.WARNING,
                config.name() + ": " + some(phones)
                        + " need no password, so whoever reaches the SIP port can call and write in their name. In"
                        + " pjsip.conf, in each such endpoint, name a section of type = auth:",
                "auth = (that section)");
    }

    private static Predicate<String> isEmpty(AmiSession session, String option) {
        return phone -> session.ask(new GetVarAction("PJSIP_ENDPOINT(" + phone + "," + option + ")"), PATIENCE)
                        instanceof AmiReply.Success success
                && success.value("Value").orElse("").isEmpty();
    }

    private static String some(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())));
        return names.size() > MOST_NAMED ? first + " and " + (names.size() - MOST_NAMED) + " more" : first;
    }
}
