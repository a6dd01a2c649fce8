package dev.parley.sip.focus.control;

import dev.parley.sip.dialog.DialogId;
import dev.parley.sip.stack.Incoming;
import java.util.Locale;
import java.util.Optional;

/** The dialog that a request outside of it belongs to (RFC 4538 §7); jain-sip 1.3.0-91 does not know the header. */
final class TargetDialog {
    private TargetDialog() {}

    static Optional<DialogId> of(Incoming request) {
        return request.header("Target-Dialog").flatMap(TargetDialog::of);
    }

    /** Seen from our side: what the sender calls local is our remote tag. Empty if it does not say all of it. */
    static Optional<DialogId> of(String value) {
        String local = parameter(value, "local-tag");
        String remote = parameter(value, "remote-tag");
        String callId = value.split(";", 2)[0].strip();
        return callId.isEmpty() || local.isEmpty() || remote.isEmpty()
                ? Optional.empty()
                : Optional.of(new DialogId(callId, remote, local));
    }

    static String parameter(String value, String name) {
        for (String part : value.split(";", -1)) {
            String[] pair = part.strip().split("=", 2);
            if (pair.length == 2 && pair[0].strip().toLowerCase(Locale.ROOT).equals(name)) {
                return pair[1].strip();
            }
        }
        return "";
    }
}
