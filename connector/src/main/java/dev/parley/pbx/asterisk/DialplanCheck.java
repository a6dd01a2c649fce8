package dev.parley.pbx.asterisk;

import dev.parley.config.AsteriskConfig;
import dev.parley.pbx.Finding;
import dev.parley.pbx.Finding.Severity;
import dev.parley.pbx.asterisk.wire.ShowDialPlanAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether the shipped contexts are in the dialplan. */
final class DialplanCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String INCLUDE = "#include \"extensions_parley.conf\"";

    private final AsteriskConfig config;
    private final AmiSession session;

    DialplanCheck(AsteriskConfig config, AmiSession session) {
        this.config = config;
        this.session = session;
    }

    List<Finding> findings() {
        List<String> contexts = new ArrayList<>(List.of("parley-messages", "parley-identify", "parley-down"));
        contexts.add(config.door() instanceof AsteriskConfig.Door.FastAgi ? "parley-fastagi" : "parley-userevent");
        List<String> missing =
                contexts.stream().filter(context -> !isThere(context)).toList();
        return missing.isEmpty()
                ? List.of(new Finding(Severity.OK, config.name() + ": the dialplan has Parley's contexts", ""))
                : List.of(new Finding(
                        Severity.PROBLEM,
                        config.name() + ": the dialplan lacks " + String.join(", ", missing)
                                + ". Copy dialplan/asterisk/extensions_parley.conf to /etc/asterisk, write at the end of"
                                + " extensions.conf, and then \"dialplan reload\":",
                        INCLUDE));
    }

    private boolean isThere(String context) {
        return session.ask(new ShowDialPlanAction(context), PATIENCE) instanceof AmiReply.Success;
    }
}
