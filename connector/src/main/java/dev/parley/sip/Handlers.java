package dev.parley.sip;

import dev.parley.sip.dialog.DialogRequests;
import dev.parley.sip.focus.Focus;
import dev.parley.sip.focus.FocusOptions;
import dev.parley.sip.message.RoomMessages;
import dev.parley.sip.stack.Allow;
import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.RequestHandler;
import dev.parley.sip.stack.Sip;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sip.message.Request;

/** Which method is served by whom. */
final class Handlers {
    private final EveryDialog dialogs;

    Handlers(EveryDialog dialogs) {
        this.dialogs = dialogs;
    }

    /**
     * @param focus if calls go through Parley
     * @param options what a room's focus says of itself, which is what is served here
     */
    List<RequestHandler> of(
            RoomMessages messages,
            EventPackages packages,
            RequestHandler refers,
            Optional<Focus> focus,
            Function<List<String>, Optional<FocusOptions>> options,
            Sip sip) {
        List<RequestHandler> all = Stream.concat(
                        Stream.of(
                                new DialogRequests(Request.MESSAGE, dialogs, messages::came),
                                new Served(Request.SUBSCRIBE, request -> dialogs.takeOr(request, packages::came)),
                                new DialogRequests(Request.INVITE, dialogs, invited(focus)),
                                new DialogRequests(Request.BYE, dialogs)),
                        focus.stream().flatMap(calls -> ofCalls(calls, refers)))
                .toList();
        List<String> allow =
                Allow.of(Stream.concat(Stream.of(Request.OPTIONS), all.stream().map(RequestHandler::method))
                        .toList());
        Options asked = new Options(sip, allow, options.apply(allow));
        return Stream.concat(Stream.of(new DialogRequests(Request.OPTIONS, dialogs, asked::came)), all.stream())
                .toList();
    }

    /** Where no room is called through Parley, 403 tells not to try again (RFC 3261 §21.4.4). */
    private static Consumer<Incoming> invited(Optional<Focus> focus) {
        return focus.<Consumer<Incoming>>map(calls -> calls.newCalls()::invited).orElse(invite -> invite.answer(403));
    }

    private Stream<RequestHandler> ofCalls(Focus focus, RequestHandler refers) {
        return Stream.of(
                new DialogRequests(Request.UPDATE, dialogs),
                new DialogRequests(Request.PRACK, dialogs),
                new DialogRequests(Request.INFO, dialogs),
                new DialogRequests(Request.NOTIFY, dialogs),
                new Served(Request.REFER, request -> dialogs.takeOr(request, refers::handle)),
                new Served(Request.ACK, focus.switchboard()::acked),
                new Served(Request.CANCEL, focus.switchboard()::cancelled));
    }
}
