package dev.parley.sip;

import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.RequestHandler;
import java.util.function.Consumer;

/** One method, and who serves it. */
record Served(String method, Consumer<Incoming> by) implements RequestHandler {
    @Override
    public void handle(Incoming request) {
        by.accept(request);
    }
}
