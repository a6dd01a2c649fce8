package dev.parley.pbx.asterisk;

import dev.parley.config.AsteriskConfig;
import dev.parley.config.ScribeConfig;
import dev.parley.pbx.Finding;
import dev.parley.pbx.Finding.Severity;
import dev.parley.pbx.asterisk.wire.ShowDialPlanAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.asteriskjava.manager.action.GetVarAction;

/** Whether the scribe can call the rooms, and the dialplan knows of it. Its user profile cannot be seen by AMI. */
final class ScribeCheck {
    static final String SHIPPED_ENDPOINT = "parley-scribe";

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String DOOR = "parley-scribe-door";
    private static final String GOSUB = "parley-scribe";

    private final AsteriskConfig config;
    private final ScribeConfig scribe;
    private final AmiSession session;

    ScribeCheck(AsteriskConfig config, ScribeConfig scribe, AmiSession session) {
        this.config = config;
        this.scribe = scribe;
        this.session = session;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        endpoint(findings);
        dialplan(findings);
        if (value("RAND(1,2)").isEmpty()) {
            findings.add(problem(
                    "the dialplan function RAND is not there, so that nobody who writes inside a call can be proven. In"
                            + " modules.conf (and at the CLI: module load func_rand.so):",
                    "load = func_rand.so"));
        }
        if (!SipKnock.isAnswered(scribe.host(), scribe.port())) {
            findings.add(problem(
                    "nobody answers SIP over UDP at " + scribe.host() + ":" + scribe.port()
                            + ", where the scribe calls. In parley.yaml, under asterisk, write where Asterisk takes calls:",
                    "scribe: {host: 127.0.0.1, port: 5060}"));
        }
        if (findings.isEmpty()) {
            findings.add(new Finding(
                    Severity.OK,
                    config.name() + ": the scribe has its endpoint and its dialplan, and SIP answers",
                    ""));
        }
        return findings;
    }

    private void endpoint(List<Finding> findings) {
        String context = AmiValue.endpoint(scribe.endpoint())
                .map(safe -> value("PJSIP_ENDPOINT(" + safe + ",context)"))
                .orElse("");
        if (context.isEmpty()) {
            findings.add(problem(
                    "there is no endpoint " + scribe.endpoint()
                            + " for the scribe. Copy dialplan/asterisk/pjsip_parley_scribe.conf to /etc/asterisk, write"
                            + " at the end of pjsip.conf, and then \"module reload res_pjsip.so\":",
                    "#include \"pjsip_parley_scribe.conf\""));
        } else if (!context.equals(DOOR)) {
            findings.add(new Finding(
                    Severity.WARNING,
                    config.name() + ": the endpoint " + scribe.endpoint() + " leads into " + context
                            + ", so that it may be a member like any other. In pjsip_parley_scribe.conf:",
                    "context = " + DOOR));
        }
    }

    private void dialplan(List<Finding> findings) {
        List<String> missing = List.of(DOOR, GOSUB).stream()
                .filter(context ->
                        !(session.ask(new ShowDialPlanAction(context), PATIENCE) instanceof AmiReply.Success))
                .toList();
        if (!missing.isEmpty()) {
            findings.add(problem(
                    "the dialplan lacks " + String.join(", ", missing)
                            + ", which rooms with a scribe need. Copy dialplan/asterisk/extensions_parley.conf to"
                            + " /etc/asterisk anew, and before each ConfBridge() of such a room write:",
                    "same => n,Gosub(parley-scribe,s,1)"));
        }
    }

    private String value(String variable) {
        return session.ask(new GetVarAction(variable), PATIENCE) instanceof AmiReply.Success success
                ? success.value("Value").orElse("")
                : "";
    }

    private Finding problem(String what, String paste) {
        return new Finding(Severity.PROBLEM, config.name() + ": " + what, paste);
    }
}
