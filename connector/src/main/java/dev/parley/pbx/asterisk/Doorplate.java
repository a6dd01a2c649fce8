package dev.parley.pbx.asterisk;

import dev.parley.pbx.FocusAddress;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.asteriskjava.manager.action.SetVarAction;

/** The global variables by which the shipped dialplan knows what Parley takes: texts at its doors, texts inside calls, calls. */
final class Doorplate {
    private static final String CLOSED = "PARLEY_CLOSED";
    private static final String SCRIBE = "PARLEY_SCRIBE";
    private static final String FOCUS = "PARLEY_FOCUS";
    private static final String FOCUS_OWN = "PARLEY_FOCUS_OWN";
    private static final String FOCUS_UNTIL = "PARLEY_FOCUS_UNTIL";
    private static final String NOW = "EPOCH";
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

    /** By Asterisk's own clock: that of this machine may be another. */
    static void calls(AmiSession session, FocusAddress focus, Duration lasting) {
        OptionalLong now = Inquiry.number(session, NOW);
        if (now.isPresent()) {
            write(session, FOCUS, AmiValue.line(focus.host()));
            write(session, FOCUS_OWN, AmiValue.line(bracketed(focus.own())));
            write(session, FOCUS_UNTIL, Long.toString(now.getAsLong() + lasting.toSeconds()));
        }
    }

    /** In brackets the dialplan can look for one of them as a whole. */
    private static String bracketed(Set<String> own) {
        return own.stream().sorted().map(host -> "<" + host + ">").collect(Collectors.joining());
    }

    static void noCalls(AmiSession session) {
        write(session, FOCUS_UNTIL, "");
    }

    private static void write(AmiSession session, String variable, String value) {
        session.ask(new SetVarAction(variable, value), PATIENCE);
    }
}
