package dev.parley.sip.dialog;

import dev.parley.sip.stack.Incoming;

/** Takes the requests that come inside of its dialogs. */
@FunctionalInterface
public interface DialogOwner {
    /** @return whether the dialog is its own, and so the request was or will be answered */
    boolean take(Incoming request);
}
