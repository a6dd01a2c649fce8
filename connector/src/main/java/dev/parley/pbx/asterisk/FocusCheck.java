package dev.parley.pbx.asterisk;

import dev.parley.config.AsteriskConfig;
import dev.parley.pbx.Finding;
import dev.parley.pbx.Finding.Severity;
import dev.parley.pbx.asterisk.wire.ShowDialPlanAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.asteriskjava.manager.action.GetVarAction;

/** Whether the dialplan can send calls to rooms on to Parley. Whether it does so for each room cannot be seen by AMI. */
final class FocusCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String CONTEXT = "parley-focus";

    private final AsteriskConfig config;
    private final AmiSession session;

    FocusCheck(AsteriskConfig config, AmiSession session) {
        this.config = config;
        this.session = session;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (!(session.ask(new ShowDialPlanAction(CONTEXT), PATIENCE) instanceof AmiReply.Success)) {
            findings.add(new Finding(
                    Severity.NOTE,
                    config.name() + ": the dialplan has no " + CONTEXT
                            + " and sends no calls on to Parley: only phones and proxies that know Parley's address call"
                            + " through it. If it should, copy dialplan/asterisk/extensions_parley.conf anew, and before"
                            + " each ConfBridge() write:",
                    "same => n,Gosub(parley-focus,s,1(${EXTEN}))"));
            return findings;
        }
        if (isWithout("RAND(1,2)")) {
            findings.add(problem("the dialplan function RAND is not there", "func_rand.so"));
        }
        if (isWithout("STRREPLACE(EPOCH,x)")) {
            findings.add(problem("the dialplan function STRREPLACE is not there", "func_strings.so"));
        }
        if (findings.isEmpty()) {
            findings.add(new Finding(
                    Severity.OK, config.name() + ": the dialplan can send calls to rooms on to Parley", ""));
        }
        return findings;
    }

    private boolean isWithout(String use) {
        return session.ask(new GetVarAction(use), PATIENCE) instanceof AmiReply.Success success
                && success.value("Value").orElse("").isEmpty();
    }

    private Finding problem(String what, String module) {
        return new Finding(
                Severity.PROBLEM,
                config.name() + ": " + what
                        + ", so that no call gets a token. In modules.conf (and at the CLI: module load " + module
                        + "):",
                "load = " + module);
    }
}
