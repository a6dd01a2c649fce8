package dev.parley.pbx.asterisk;

import java.time.Duration;
import org.asteriskjava.manager.action.SetVarAction;

/** The global variables by which the shipped dialplan knows what Parley takes: texts at its doors, texts inside calls. */
final class Doorplate {
    private static final String CLOSED = "PARLEY_CLOSED";
    private static final String SCRIBE = "PARLEY_SCRIBE";
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private Doorplate() {}

    static void open(AmiSession session) {
        write(session, CLOSED, "");
    }

    static void close(AmiSession session) {
        write(session, CLOSED, "yes");
    }

    static void scribe(AmiSession session, boolean atWork) {
        write(session, SCRIBE, atWork ? "yes" : "");
    }

    private static void write(AmiSession session, String variable, String value) {
        session.ask(new SetVarAction(variable, value), PATIENCE);
    }
}
