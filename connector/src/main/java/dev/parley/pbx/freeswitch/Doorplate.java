package dev.parley.pbx.freeswitch;

import dev.parley.esl.EslConnection;
import dev.parley.esl.EslException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The global variable by which the shipped chatplan knows that Parley is here, so that senders are told when it is not.
 * FreeSWITCH itself takes the plate down when it has not been renewed for a minute.
 */
final class Doorplate {
    private static final Logger LOG = LoggerFactory.getLogger(Doorplate.class);
    private static final String VARIABLE = "parley_here";
    private static final int SECONDS = 60;

    private Doorplate() {}

    /** Hangs it up, or renews it. */
    static void open(EslConnection connection) {
        run(connection, "sched_del " + VARIABLE);
        run(connection, "sched_api +" + SECONDS + " " + VARIABLE + " global_setvar " + VARIABLE + "=no");
        run(connection, "global_setvar " + VARIABLE + "=yes");
    }

    static void close(EslConnection connection) {
        run(connection, "global_setvar " + VARIABLE + "=no");
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
