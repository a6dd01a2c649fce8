package dev.parley.pbx.freeswitch;

import dev.parley.config.FreeSwitchConfig;
import dev.parley.esl.EslAddress;
import dev.parley.esl.EslLogin;
import dev.parley.esl.EslOptions;
import java.time.Duration;

/** How the event socket of a configuration is reached. */
final class Sockets {
    /** FreeSWITCH beats every 20 s by default; two beats may get lost in a burst. */
    private static final Duration EVENT_SILENCE = Duration.ofSeconds(65);

    private Sockets() {}

    static EslAddress address(FreeSwitchConfig config) {
        return new EslAddress(config.host(), config.port());
    }

    static EslLogin login(FreeSwitchConfig config) {
        return config.user()
                .<EslLogin>map(user -> user(user, config.secret().value()))
                .orElseGet(() -> new EslLogin.Password(config.secret().value()));
    }

    private static EslLogin user(String user, String password) {
        int at = user.indexOf('@');
        return new EslLogin.User(user.substring(0, at), user.substring(at + 1), password);
    }

    static EslOptions forCommands(FreeSwitchConfig config) {
        return EslOptions.defaults().withSilence(config.silence());
    }

    /** A FreeSWITCH whose event system stands still goes on answering commands (1.11). */
    static EslOptions forEvents(FreeSwitchConfig config) {
        return forCommands(config).withEventSilence(EVENT_SILENCE);
    }
}
