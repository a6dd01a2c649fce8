package dev.parley.sip.dialog;

import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.RequestHandler;

/** Serves a method inside of dialogs only. */
public final class DialogRequests implements RequestHandler {
    private final String method;
    private final DialogOwner owner;

    public DialogRequests(String method, DialogOwner owner) {
        this.method = method;
        this.owner = owner;
    }

    @Override
    public String method() {
        return method;
    }

    /** Outside of a dialog the method is known, but nobody can be called here: 403 tells not to try again (RFC 3261 §21.4.4). */
    @Override
    public void handle(Incoming request) {
        if (!request.isInDialog()) {
            request.answer(method.equals("BYE") ? 481 : 403);
        } else if (!owner.take(request)) {
            request.answer(481);
        }
    }
}
