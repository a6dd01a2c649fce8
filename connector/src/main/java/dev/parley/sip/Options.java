package dev.parley.sip;

import dev.parley.sip.dialog.DialogOwner;
import dev.parley.sip.focus.FocusOptions;
import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.RequestHandler;
import dev.parley.sip.stack.Sip;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sip.header.Header;
import javax.sip.message.Request;

/** Answers OPTIONS: proxies and PBXs ask so whether Parley is there, also without naming a room (RFC 3261 §11.2). */
final class Options implements RequestHandler {
    private final Sip sip;
    private final Supplier<List<String>> allow;
    private final DialogOwner inDialog;
    private final Optional<FocusOptions> focus;

    /** @param focus of the rooms that have one, if there are any */
    Options(Sip sip, Supplier<List<String>> allow, DialogOwner inDialog, Optional<FocusOptions> focus) {
        this.sip = sip;
        this.allow = allow;
        this.inDialog = inDialog;
        this.focus = focus;
    }

    @Override
    public String method() {
        return Request.OPTIONS;
    }

    @Override
    public void handle(Incoming request) {
        if (request.isInDialog()) {
            if (!inDialog.take(request)) {
                request.answer(481);
            }
            return;
        }
        Optional<FocusOptions> asked =
                focus.filter(rooms -> request.room().filter(rooms::has).isPresent());
        if (asked.isPresent()) {
            asked.get().answer(request);
            return;
        }
        List<Header> more = new ArrayList<>(sip.headers("Allow", allow.get()));
        more.add(sip.header("Accept", "text/plain"));
        more.add(sip.header("Allow-Events", "conference"));
        request.answer(200, more.toArray(Header[]::new));
    }
}
