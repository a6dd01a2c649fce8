package dev.parley.pbx.asterisk;

import dev.parley.config.AsteriskConfig;
import dev.parley.pbx.Finding;
import dev.parley.pbx.Finding.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.asteriskjava.manager.action.GetVarAction;

/** Whether modules that the shipped dialplan and Parley use are loaded, found by using them. */
final class ModulesCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** An account that nobody has. */
    private static final String NOBODY = "parley-check";

    /** A use of a function that cannot come out empty, unless nobody knows the function. */
    private record Probe(String function, String use, String module) {}

    // Asterisk answers a function that it does not know with success and an empty value (16.28 and 22.10). And never
    // CHANNEL(...) here: read without a channel it ends the whole Asterisk (both).
    private static final List<Probe> PROBES = List.of(
            new Probe("BASE64_ENCODE", "BASE64_ENCODE(x)", "func_base64.so"),
            new Probe("CUT", "CUT(EPOCH,x,1)", "func_cut.so"),
            new Probe("IF", "IF(1?a:b)", "func_logic.so"),
            new Probe("LEN", "LEN(x)", "func_strings.so"));

    private final AsteriskConfig config;
    private final AmiSession session;

    ModulesCheck(AsteriskConfig config, AmiSession session) {
        this.config = config;
        this.session = session;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        PROBES.stream()
                .filter(this::isMissing)
                .map(probe -> problem("the dialplan function " + probe.function() + " is not there", probe.module()))
                .forEach(findings::add);
        if (isWithoutMessages()) {
            findings.add(problem("it can neither take nor send a MESSAGE", "res_pjsip_messaging.so"));
        }
        if (findings.isEmpty()) {
            findings.add(
                    new Finding(Severity.OK, config.name() + ": the modules that can be seen by AMI are loaded", ""));
        }
        return findings;
    }

    private boolean isMissing(Probe probe) {
        return session.ask(new GetVarAction(probe.use()), PATIENCE) instanceof AmiReply.Success success
                && success.value("Value").orElse("").isEmpty();
    }

    /** Without the module Asterisk refuses for another reason than that the account is not there. */
    private boolean isWithoutMessages() {
        TextAction send = TextAction.messageSend("pjsip:" + NOBODY, "<sip:" + NOBODY + "@127.0.0.1>", "?", "check");
        return session.ask(send, PATIENCE) instanceof AmiReply.Failure failure
                && failure.message().startsWith("Message technology not found");
    }

    private Finding problem(String what, String module) {
        return new Finding(
                Severity.PROBLEM,
                config.name() + ": " + what + ". In modules.conf (and at the CLI: module load " + module + "):",
                "load = " + module);
    }
}
