package dev.parley.sip.message;

import dev.parley.sip.stack.Incoming;

/** Takes the MESSAGEs that come inside of a dialog of Parley's own. */
@FunctionalInterface
public interface DialogMessages {
    DialogMessages NONE = request -> false;

    /** @return whether the dialog is known, and so the request was or will be answered */
    boolean take(Incoming request);
}
