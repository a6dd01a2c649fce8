package dev.parley.esl;

/** How to log in. Neither kind shows its password in {@code toString}. */
public sealed interface EslLogin {
    /** The password of mod_event_socket itself, which may do everything. */
    record Password(String password) implements EslLogin {
        public Password {
            EslText.line("password", password);
        }

        @Override
        public String toString() {
            return "the password of the event socket";
        }
    }

    /**
     * A user of the directory with {@code esl-password}, limited by {@code esl-allowed-events} and {@code esl-allowed-api}.
     * FreeSWITCH 1.11 never limits {@code sendevent}.
     */
    record User(String user, String domain, String password) implements EslLogin {
        public User {
            EslText.line("user", user);
            EslText.line("domain", domain);
            EslText.line("password", password);
        }

        @Override
        public String toString() {
            return "user " + user + "@" + domain;
        }
    }

    /** The line that goes to FreeSWITCH, with the password in it. */
    default String command() {
        return switch (this) {
            case Password login -> "auth " + login.password();
            case User login -> "userauth " + login.user() + "@" + login.domain() + ":" + login.password();
        };
    }
}
