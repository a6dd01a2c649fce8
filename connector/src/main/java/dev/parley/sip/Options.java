package dev.parley.sip;

import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.RequestHandler;
import dev.parley.sip.stack.Sip;
import java.util.function.Supplier;
import javax.sip.message.Request;

/** Answers OPTIONS: proxies and PBXs ask so whether Parley is there, also without naming a room (RFC 3261 §11.2). */
final class Options implements RequestHandler {
    private final Sip sip;
    private final Supplier<String> allow;

    Options(Sip sip, Supplier<String> allow) {
        this.sip = sip;
        this.allow = allow;
    }

    @Override
    public String method() {
        return Request.OPTIONS;
    }

    @Override
    public void handle(Incoming request) {
        if (request.isInDialog()) {
            request.answer(481);
            return;
        }
        request.answer(200, sip.header("Allow", allow.get()), sip.header("Accept", "text/plain"));
    }
}
