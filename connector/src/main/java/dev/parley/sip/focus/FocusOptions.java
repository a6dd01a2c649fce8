package dev.parley.sip.focus;

import dev.parley.config.FocusConfig;
import dev.parley.room.RoomId;
import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.Sip;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sip.header.Header;

/** What a room's focus says that it can do (RFC 4579 §5.13). */
public final class FocusOptions {
    private static final List<String> BODIES =
            List.of("application/sdp", "message/sipfrag", "text/plain", "text/html", "message/cpim");

    private final FocusConfig focus;
    private final FocusContacts contacts;
    private final List<String> allow;
    private final List<String> packages;
    private final List<String> supported;
    private final Sip sip;

    /**
     * @param host what Parley calls itself elsewhere
     * @param allow the methods that are served
     * @param packages of events
     * @param supported option tags
     */
    public FocusOptions(
            FocusConfig focus, String host, List<String> allow, List<String> packages, Set<String> supported, Sip sip) {
        this.focus = focus;
        this.contacts = FocusContacts.of(focus, host);
        this.allow = List.copyOf(allow);
        this.packages = List.copyOf(packages);
        this.supported = supported.stream().sorted().toList();
        this.sip = sip;
    }

    public boolean has(RoomId room) {
        return focus.behind(room.pbx()).isPresent();
    }

    /** @param options for a room that has a focus */
    public void answer(Incoming options) {
        List<Header> more = new ArrayList<>();
        more.add(sip.header("Contact", contacts.of(options.room().orElseThrow(), options.source())));
        more.addAll(sip.headers("Allow", allow));
        more.addAll(sip.headers("Accept", BODIES));
        more.addAll(sip.headers("Allow-Events", packages));
        more.addAll(sip.headers("Supported", supported));
        options.answer(200, more.toArray(Header[]::new));
    }
}
