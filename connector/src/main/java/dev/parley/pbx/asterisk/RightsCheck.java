package dev.parley.pbx.asterisk;

import dev.parley.config.AsteriskConfig;
import dev.parley.pbx.Finding;
import dev.parley.pbx.Finding.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.asteriskjava.manager.action.ListCommandsAction;

/** Whether the AMI user may do what Parley does. Asterisk lists to each user just the actions that he may use. */
final class RightsCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Map<String, String> NEEDED = Map.of(
            "ConfbridgeListRooms", "reporting",
            "ConfbridgeList", "reporting",
            "SendText", "call",
            "Getvar", "call",
            "Setvar", "call",
            "MessageSend", "message");
    /** Only for calling people in: it costs money. */
    private static final String DIALLING = "Originate";

    private final AsteriskConfig config;
    private final boolean dials;
    private final AmiSession session;

    RightsCheck(AsteriskConfig config, boolean dials, AmiSession session) {
        this.config = config;
        this.dials = dials;
        this.session = session;
    }

    List<Finding> findings() {
        if (!(session.ask(new ListCommandsAction(), PATIENCE) instanceof AmiReply.Success commands)) {
            return List.of();
        }
        List<String> missing = Stream.concat(NEEDED.keySet().stream(), dials ? Stream.of(DIALLING) : Stream.of())
                .filter(action -> commands.value(action).isEmpty())
                .sorted()
                .toList();
        return missing.isEmpty()
                ? List.of(new Finding(Severity.OK, config.name() + ": the AMI user may do all that is needed", ""))
                : List.of(problem(missing));
    }

    private Finding problem(List<String> missing) {
        String actions = String.join(", ", missing);
        return new Finding(
                Severity.PROBLEM,
                config.name() + ": AMI user " + config.user() + " cannot use " + actions
                        + ": no right, or the module is not loaded. In manager.conf, section [" + config.user()
                        + "], and then \"manager reload\":",
                dials ? ManagerLines.WRITE_AND_DIAL : ManagerLines.WRITE);
    }
}
