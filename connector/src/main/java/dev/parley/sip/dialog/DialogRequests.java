package dev.parley.sip.dialog;

import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.RequestHandler;
import java.util.function.Consumer;

/** Serves a method inside of dialogs, whosever they are. */
public final class DialogRequests implements RequestHandler {
    private final String method;
    private final DialogOwner owner;
    private final Consumer<Incoming> outside;

    /** @param outside serves it outside of dialogs */
    public DialogRequests(String method, DialogOwner owner, Consumer<Incoming> outside) {
        this.method = method;
        this.owner = owner;
        this.outside = outside;
    }

    /** Outside of a dialog the method makes no sense. */
    public DialogRequests(String method, DialogOwner owner) {
        this(method, owner, request -> request.answer(481));
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public void handle(Incoming request) {
        if (!request.isInDialog()) {
            outside.accept(request);
        } else if (!owner.take(request)) {
            request.answer(481);
        }
    }
}
