package dev.parley.sip.focus.call;

import dev.parley.sip.dialog.Dialog;
import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.Reply;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.sip.header.Header;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** Hands requests in one dialog on to the other, and what becomes of them back. */
final class Relaying {
    private static final String RACK = "RAck";

    private final Signalling line;
    private final Contacts contacts;
    private final Pairs pairs;
    private final Strand strand;
    /** The answer of the other side that rode in the last ACK to this one, if one did. */
    private final Map<Side, Answer> answers = new EnumMap<>(Side.class);

    private record Answer(long number, Request ack) {}

    Relaying(Signalling line, Contacts contacts, Pairs pairs, Strand strand) {
        this.line = line;
        this.contacts = contacts;
        this.pairs = pairs;
        this.strand = strand;
    }

    /** The same request for the other side, with the next number of its dialog. */
    Request copy(Place to, Request from) {
        Dialog next = pairs.next(to);
        Request copy = line.dialogs().request(next, from.getMethod());
        line.carried().request(from, copy);
        Hops.less(from, line.sip()).ifPresent(copy::setHeader);
        return copy;
    }

    void withContact(Message message, Side to) {
        message.setHeader(line.sip().header("Contact", contacts.of(to)));
    }

    /**
     * @param acknowledges the number of the INVITE whose answer a PRACK is for, on the other side (RFC 3262 §7.2)
     * @param done hears of the reply after it was handed back
     */
    void relay(Place from, Incoming request, OptionalLong acknowledges, Consumer<Reply> done) {
        Request copy = copy(from.other(), request.request());
        acknowledges.ifPresent(number -> rack(request, number).ifPresent(copy::setHeader));
        line.outbox()
                .begin(copy, provisional -> {})
                .whenDone(reply -> strand.run(() -> {
                    back(request, reply, (answer, response) -> {});
                    done.accept(reply);
                }));
    }

    /** @param more what an answer has to say besides */
    void back(Incoming request, Reply reply, BiConsumer<Response, Response> more) {
        switch (reply) {
            case Reply.Final last -> {
                Response response = request.answerer().prepared(last.code());
                line.carried().response(last.response(), response);
                challengesAndTypes(last.response(), response);
                more.accept(last.response(), response);
                request.answerer().answer(response);
            }
            // 408 is for INVITE only: to anything else it comes too late to be of use (RFC 4320 §4.2).
            case Reply.Timeout timeout -> request.answer(504);
            case Reply.Unsendable unsendable -> request.answer(502);
        }
    }

    private void challengesAndTypes(Response from, Response to) {
        if (from.getStatusCode() == Response.METHOD_NOT_ALLOWED) {
            line.sip().headers("Allow", Carried.allowed(from)).forEach(to::addHeader);
        }
    }

    /** Whether a PRACK is for the INVITE with this number. */
    static boolean acknowledges(Incoming prack, long number) {
        return rackParts(prack)
                .filter(parts -> parts[1].equals(String.valueOf(number)))
                .isPresent();
    }

    private static Optional<String[]> rackParts(Incoming prack) {
        return prack.header(RACK).map(value -> value.split("\\s+")).filter(parts -> parts.length == 3);
    }

    private Optional<Header> rack(Incoming prack, long number) {
        return rackParts(prack).map(parts -> line.sip().header(RACK, parts[0] + " " + number + " " + parts[2]));
    }

    /** The ACK of a 2xx (RFC 3261 §13.2.2.4), with what the other side's ACK had in it. */
    void ack(Place to, long number, Optional<Request> from) {
        from.ifPresent(ack -> answers.put(to.side(), new Answer(number, ack)));
        Request ack = line.dialogs().request(pairs.dialog(to), Request.ACK, number);
        from.ifPresent(body -> Carried.body(body, ack));
        line.outbox().send(ack);
    }

    /** The same ACK once more: the answer in it is as lost as it is. */
    void ackAgain(Place to, long number) {
        ack(
                to,
                number,
                Optional.ofNullable(answers.get(to.side()))
                        .filter(answer -> answer.number() == number)
                        .map(Answer::ack));
    }

    List<Header> session(SessionTimer timer, boolean asRequest) {
        List<Header> headers = new ArrayList<>();
        // Who asks is "uac" in both, and in a request of ours that is us.
        String refresher = timer.ours() == asRequest ? "uac" : "uas";
        headers.add(line.sip().header("Session-Expires", timer.interval().toSeconds() + ";refresher=" + refresher));
        if (!asRequest && refresher.equals("uac")) {
            headers.add(line.sip().header("Require", "timer"));
        }
        return headers;
    }
}
