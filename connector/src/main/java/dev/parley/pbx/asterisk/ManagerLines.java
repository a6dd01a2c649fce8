package dev.parley.pbx.asterisk;

import dev.parley.config.AsteriskConfig;
import java.util.List;

/** Lines for manager.conf, as manager_parley.conf has them. */
final class ManagerLines {
    static final String READ = "read = system,call,user";
    static final String WRITE = "write = call,reporting,message";
    static final String WRITE_AND_DIAL = WRITE + ",originate";
    static final List<String> VARIABLES =
            List.of("PARLEY_CALLID64", "PARLEY_AGENT64", "PARLEY_ALLOW64", "PARLEY_ADDR", "PARLEY_AOR", "PARLEY_AUTH");
    /** Needed only where a room wants a scribe. */
    static final List<String> SCRIBE_VARIABLES = List.of("PARLEY_MARK", "PARLEY_SAYS64");

    static final String CHANNEL_VARIABLES =
            "channelvars = " + String.join(",", VARIABLES) + "," + String.join(",", SCRIBE_VARIABLES);

    private ManagerLines() {}

    static String user(AsteriskConfig config) {
        return "[general]\nenabled = yes\nbindaddr = " + config.host() + "\nport = " + config.port() + "\n"
                + CHANNEL_VARIABLES + "\n[" + config.user() + "]\nsecret = (the same as in parley.yaml)\n"
                + "deny = 0.0.0.0/0.0.0.0\npermit = 127.0.0.1/255.255.255.255\n" + READ + "\n" + WRITE;
    }
}
