package dev.parley.pbx.asterisk;

import java.time.Duration;
import org.asteriskjava.manager.action.SetVarAction;

/** The global variable by which the shipped dialplan knows that Parley is ending and takes no more texts. */
final class Doorplate {
    private static final String VARIABLE = "PARLEY_CLOSED";
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private Doorplate() {}

    static void open(AmiSession session) {
        session.ask(new SetVarAction(VARIABLE, ""), PATIENCE);
    }

    static void close(AmiSession session) {
        session.ask(new SetVarAction(VARIABLE, "yes"), PATIENCE);
    }
}
