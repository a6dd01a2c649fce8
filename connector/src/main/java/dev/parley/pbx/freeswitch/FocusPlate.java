package dev.parley.pbx.freeswitch;

import dev.parley.esl.EslConnection;
import dev.parley.esl.EslException;
import dev.parley.pbx.FocusAddress;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The global variables by which the shipped dialplan knows where calls to rooms are taken. FreeSWITCH itself takes them down
 * when they have not been renewed in time, by its own clock.
 */
final class FocusPlate {
    private static final Logger LOG = LoggerFactory.getLogger(FocusPlate.class);
    private static final String VARIABLE = "parley_focus";
    private static final String OWN = "parley_focus_own";

    private FocusPlate() {}

    /** Hangs it up, or renews it. */
    static void show(EslConnection connection, FocusAddress focus, Duration lasting) {
        run(connection, "sched_del " + VARIABLE);
        run(connection, "sched_api +" + lasting.toSeconds() + " " + VARIABLE + " global_setvar " + VARIABLE + "=");
        run(connection, "global_setvar " + OWN + "=" + String.join(" ", focus.own()));
        run(connection, "global_setvar " + VARIABLE + "=" + focus.host());
    }

    static void hide(EslConnection connection) {
        run(connection, "global_setvar " + VARIABLE + "=");
        run(connection, "sched_del " + VARIABLE);
    }

    private static void run(EslConnection connection, String command) {
        try {
            connection.api(command);
        } catch (EslException e) {
            LOG.debug("{} was not done: {}", command, e.getMessage());
        }
    }
}
