package dev.parley.sip.direct;

import dev.parley.room.Member;
import dev.parley.sip.dialog.Dialogs;
import dev.parley.sip.legs.FocusCalls;
import dev.parley.sip.legs.Reach;
import dev.parley.sip.stack.Outbox;
import dev.parley.sip.stack.Sip;
import java.util.List;
import java.util.Optional;

/** The very phone of the member's call where that goes through Parley; else as others know. */
record ToOwnCalls(Optional<FocusCalls> calls, Sip sip, Destinations others) implements Destinations {
    @Override
    public List<Destination> of(String pbx, Member member, String exceptSource) {
        Optional<Destination> phone =
                calls.flatMap(own -> own.of(member).flatMap(own::reach)).map(this::at);
        return phone.map(List::of).orElseGet(() -> others.of(pbx, member, exceptSource));
    }

    private Destination at(Reach reach) {
        Optional<String> proxy = reach.routes().stream().findFirst();
        String hop = proxy.map(Dialogs::bare).orElse(reach.target());
        return new Destination(reach.target(), proxy, Outbox.transport(sip.uri(hop)), Optional.of(reach.room()));
    }
}
