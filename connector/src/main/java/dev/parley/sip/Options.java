package dev.parley.sip;

import dev.parley.sip.focus.FocusOptions;
import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.Sip;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sip.header.Header;

/** Answers OPTIONS: proxies and PBXs ask so whether Parley is there, also without naming a room (RFC 3261 §11.2). */
final class Options {
    private final Sip sip;
    private final List<String> allow;
    private final Optional<FocusOptions> focus;

    /**
     * @param allow the methods that are served
     * @param focus of the rooms that have one, if there are any
     */
    Options(Sip sip, List<String> allow, Optional<FocusOptions> focus) {
        this.sip = sip;
        this.allow = List.copyOf(allow);
        this.focus = focus;
    }

    /** Outside of dialogs. */
    void came(Incoming request) {
        Optional<FocusOptions> asked =
                focus.filter(rooms -> request.room().filter(rooms::has).isPresent());
        if (asked.isPresent()) {
            asked.get().answer(request);
            return;
        }
        List<Header> more = new ArrayList<>(sip.headers("Allow", allow));
        more.add(sip.header("Accept", "text/plain"));
        more.add(sip.header("Allow-Events", "conference"));
        request.answer(200, more.toArray(Header[]::new));
    }
}
