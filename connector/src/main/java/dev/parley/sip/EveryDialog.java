package dev.parley.sip;

import dev.parley.sip.dialog.DialogOwner;
import dev.parley.sip.focus.call.Switchboard;
import dev.parley.sip.scribe.Scribes;
import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.OwnDialogs;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sip.message.Request;
import javax.sip.message.Response;

/**
 * The calls that Parley is a side of, whoever began them.
 *
 * @param switchboard has those through the focus, if there is one
 */
record EveryDialog(Scribes scribes, Optional<Switchboard> switchboard) implements DialogOwner, OwnDialogs {
    @Override
    public boolean take(Incoming request) {
        return scribes.take(request)
                || switchboard.filter(calls -> calls.take(request)).isPresent();
    }

    /** Takes it, or gives it to who has other dialogs, or serves it outside of them too. */
    void takeOr(Incoming request, Consumer<Incoming> other) {
        if (!request.isInDialog() || !take(request)) {
            other.accept(request);
        }
    }

    @Override
    public boolean owns(Request request) {
        return scribes.owns(request)
                || switchboard.filter(calls -> calls.owns(request)).isPresent();
    }

    @Override
    public boolean takesLate(Response response) {
        return switchboard.filter(calls -> calls.strayed(response)).isPresent();
    }
}
