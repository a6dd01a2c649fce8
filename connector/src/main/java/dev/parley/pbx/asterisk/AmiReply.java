package dev.parley.pbx.asterisk;

import java.util.Locale;
import java.util.Optional;
import org.asteriskjava.manager.response.ManagerError;
import org.asteriskjava.manager.response.ManagerResponse;

/** What AMI answered to one action. */
sealed interface AmiReply {
    record Success(ManagerResponse response) implements AmiReply {
        Optional<String> value(String header) {
            return Optional.ofNullable(response.getAttribute(header));
        }
    }

    record Failure(String message) implements AmiReply {
        boolean isDenied() {
            return message.toLowerCase(Locale.ROOT).contains("permission denied");
        }

        /** What Asterisk says while its modules are still loading after a start (seen on 22.10), or when one is missing. */
        boolean isUnknownCommand() {
            return message.startsWith("Invalid/unknown command");
        }
    }

    /** The connection ended before the answer came; whether the action was carried out is not known. */
    record Lost() implements AmiReply {}

    static AmiReply of(ManagerResponse response) {
        if (response instanceof ManagerError error) {
            return new Failure(Optional.ofNullable(error.getMessage()).orElse("no reason given"));
        }
        return new Success(response);
    }
}
