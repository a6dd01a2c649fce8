package dev.parley.sip.focus.call;

import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.Reply;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;
import javax.sip.header.Header;
import javax.sip.message.Request;

/** What is said inside of a call beside what is said of its media. Belongs to the call's strand. */
final class Within {
    private static final Reply ENDED = new Reply.Unsendable("the call has ended");

    private final Call call;
    private final Signalling line;
    private final Pairs pairs;
    private final Relaying relaying;
    private final Texts texts = new Texts();

    Within(Call call, Signalling line, Pairs pairs, Relaying relaying) {
        this.call = call;
        this.line = line;
        this.pairs = pairs;
        this.relaying = relaying;
    }

    /** A request of one side that is for the other. */
    void came(Place from, Incoming request) {
        switch (request.request().getMethod()) {
            case Request.INFO -> relay(from, request);
            case Request.MESSAGE -> text(from, request);
            case Request.REFER -> refer(from, request);
            case Request.NOTIFY -> notified(from, request);
            default ->
                request.answer(405, line.sip().headers("Allow", Carried.METHODS).toArray(Header[]::new));
        }
    }

    private void relay(Place from, Incoming request) {
        relaying.relay(from, request, OptionalLong.empty(), reply -> {});
    }

    /** A transfer by the PBX. One with another dialog in it names ids that the phone has never seen (RFC 3891, RFC 3911). */
    private void refer(Place from, Incoming refer) {
        boolean namesDialog = refer.header("Refer-To")
                .map(target -> target.toLowerCase(Locale.ROOT))
                .filter(target -> target.contains("replaces=") || target.contains("join="))
                .isPresent();
        if (from.side() == Side.CLIENT) {
            refer.answer(403);
        } else if (namesDialog) {
            refer.answer(481);
        } else {
            relay(from, refer);
        }
    }

    /** How a transfer goes; whoever subscribes to anything else does so at Parley itself. */
    private void notified(Place from, Incoming notify) {
        if (notify.header("Event").filter(event -> event.startsWith("refer")).isPresent()) {
            relay(from, notify);
        } else {
            notify.answer(489, line.sip().header("Allow-Events", "refer"));
        }
    }

    /** What the PBX itself writes into the call. A Linphone call answers nothing more after one without a type (5.1). */
    private void text(Place from, Incoming message) {
        if (message.contentType().isEmpty()) {
            message.answer(415, line.sip().header("Accept", "text/plain"));
        } else if (!texts.add(answered -> bring(from, message, answered))) {
            message.answer(480);
        }
    }

    private void bring(Place from, Incoming message, Runnable answered) {
        if (!pairs.has(from)) { // its branch has ended while it waited
            message.answer(481);
            answered.run();
            return;
        }
        relaying.relay(from, message, OptionalLong.empty(), reply -> answered.run());
    }

    /** A request of Parley's own to the phone. */
    void ask(Place client, String method, Consumer<Request> dress, Consumer<Reply> then) {
        if (!method.equals(Request.MESSAGE)) {
            send(client, method, dress, then);
        } else if (!texts.add(answered -> send(client, method, dress, reply -> {
            answered.run();
            then.accept(reply);
        }))) {
            then.accept(new Reply.Unsendable("too many texts wait for the phone"));
        }
    }

    private void send(Place client, String method, Consumer<Request> dress, Consumer<Reply> then) {
        if (!pairs.has(client)) {
            then.accept(ENDED);
            return;
        }
        Request request = line.dialogs().request(pairs.next(client), method);
        if (!method.equals(Request.MESSAGE)) { // in which it must not be (RFC 3428 §4)
            relaying.withContact(request, Side.CLIENT);
        }
        dress.accept(request);
        line.outbox().begin(request, provisional -> {}).whenDone(reply -> call.later(() -> then.accept(reply)));
    }
}
