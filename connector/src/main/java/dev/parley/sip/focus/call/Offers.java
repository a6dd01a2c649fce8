package dev.parley.sip.focus.call;

import dev.parley.sip.dialog.Dialog;
import dev.parley.sip.dialog.Dialogs;
import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.Reply;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import javax.sip.header.Header;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;

/**
 * Re-INVITE and UPDATE: one at a time in each dialog, and who meets another's is told to try again (RFC 3261 §14, RFC 3311
 * §5.2). Belongs to the call's strand.
 */
final class Offers {
    private static final int MOST_SECONDS = 10;

    private final Call call;
    private final Signalling line;
    private final Pairs pairs;
    private final Relaying relaying;
    private final Sessions sessions;
    /** Of this side, not yet answered. */
    private final Map<Side, Incoming> asking = new EnumMap<>(Side.class);
    /** Of ours to this side, not yet answered. */
    private final Map<Side, Asked> asked = new EnumMap<>(Side.class);

    /** @param offer whether it has an offer, or asks for one */
    private record Asked(Asking asking, boolean offer) {}

    Offers(Call call, Signalling line, Pairs pairs, Relaying relaying, Sessions sessions) {
        this.call = call;
        this.line = line;
        this.pairs = pairs;
        this.relaying = relaying;
        this.sessions = sessions;
    }

    void came(Place from, Incoming request) {
        if (SessionTimer.isTooShort(request.request())) {
            request.answer(422, line.sip().header("Min-SE", "90"));
        } else if (isTooSoon(from.side(), request)) {
            int seconds = ThreadLocalRandom.current().nextInt(MOST_SECONDS + 1);
            request.answer(500, line.sip().header("Retry-After", String.valueOf(seconds)));
        } else if (!isInvite(request) && request.body().length == 0) {
            refreshed(from, request);
        } else if (meets(from, request)) {
            request.answer(491);
        } else {
            handOn(from, request);
        }
    }

    /** The one before it of the same side is not answered yet. */
    private boolean isTooSoon(Side side, Incoming request) {
        return Optional.ofNullable(asking.get(side))
                        .filter(before -> request.body().length > 0 || isInvite(request) || !isInvite(before))
                        .isPresent()
                || isInvite(request) && side == Side.CLIENT && call.isRinging();
    }

    /** An offer of ours is on its way to that side, or the other side cannot be asked just now. */
    private boolean meets(Place from, Incoming request) {
        return Optional.ofNullable(asked.get(from.side())).filter(Asked::offer).isPresent()
                || asked.containsKey(from.side().other())
                || isInvite(request)
                        && (call.isRinging() || call.isUnacked(from.side().other()));
    }

    /** An UPDATE with nothing in it is a session refresh, which is between that side and Parley (RFC 4028 §7.4). */
    private void refreshed(Place from, Incoming update) {
        retarget(from, update.request());
        Response ok = update.answerer().prepared(Response.OK);
        relaying.withContact(ok, from.side());
        sessions.answer(from.side(), update.request(), ok, line.clock().instant());
        update.answerer().answer(ok);
    }

    private void handOn(Place from, Incoming request) {
        retarget(from, request.request());
        call.sayings().heard(from.side(), request.request());
        Place to = from.other();
        Request copy = relaying.copy(to, request.request());
        dress(copy, to.side(), Carried.allowed(request.request()));
        asking.put(from.side(), request);
        if (isInvite(request)) {
            call.numbering().handedOn(from.side(), Handshake.number(request), Handshake.number(copy));
        }
        Asking ours = new Asking(
                call,
                line,
                copy,
                provisional -> rang(from, request, provisional),
                reply -> answered(from, request, copy, reply));
        asked.put(to.side(), new Asked(ours, true));
    }

    private void dress(Request copy, Side to, Set<String> allowed) {
        relaying.withContact(copy, to);
        line.sip().headers("Allow", allowed).forEach(copy::addHeader);
        copy.addHeader(line.sip().header("Supported", "timer"));
        sessions.of(to).ifPresent(timer -> relaying.session(timer, true).forEach(copy::addHeader));
    }

    private void rang(Place from, Incoming request, Response provisional) {
        if (provisional.getStatusCode() > Response.TRYING) {
            Response response = request.answerer().prepared(provisional.getStatusCode());
            line.carried().response(provisional, response);
            relaying.withContact(response, from.side());
            request.answerer().answer(response);
        }
    }

    private void answered(Place from, Incoming request, Request copy, Reply reply) {
        Place to = from.other();
        asked.remove(to.side());
        asking.remove(from.side());
        if (reply instanceof Reply.Final last && last.isSuccess()) {
            accepted(from, request, copy, last.response());
            return;
        }
        if (reply instanceof Reply.Final last) {
            relaying.back(request, last, (theirs, ours) -> {});
        } else {
            request.answer(isInvite(request) ? Response.REQUEST_TIMEOUT : Response.SERVER_TIMEOUT);
        }
        if (Lost.is(reply)) {
            call.end(Reason.OTHER_SIDE_GONE);
        }
    }

    private void accepted(Place from, Incoming request, Request copy, Response ok) {
        Place to = from.other();
        if (call.isOver()) { // hung up meanwhile
            acknowledge(to, copy);
            return;
        }
        retarget(to, ok);
        call.sayings().heard(to.side(), ok);
        sessions.answered(to.side(), ok, line.clock().instant());
        Response response = request.answerer().prepared(ok.getStatusCode());
        line.carried().response(ok, response);
        relaying.withContact(response, from.side());
        line.sip().headers("Allow", Carried.allowed(ok)).forEach(response::addHeader);
        sessions.answer(from.side(), request.request(), response, line.clock().instant());
        call.keep();
        if (!isInvite(request)) {
            request.answerer().answer(response);
            return;
        }
        boolean offered = request.body().length > 0;
        if (offered) {
            acknowledge(to, copy);
        }
        OptionalLong held = offered ? OptionalLong.empty() : OptionalLong.of(Handshake.number(copy));
        call.accept(from, new Handshake(request, response, held));
    }

    private void acknowledge(Place to, Request ours) {
        if (pairs.has(to) && ours.getMethod().equals(Request.INVITE)) {
            relaying.ack(to, Handshake.number(ours), Optional.empty());
        }
    }

    /** Looks whether a side is still there, as the session timers want it (RFC 4028 §10). */
    void refresh(Place to) {
        if (asked.containsKey(to.side()) || asking.containsKey(to.side()) || call.isUnacked(to.side())) {
            return; // that is under way which shows it as well
        }
        boolean update = call.sayings().allows(to.side(), Request.UPDATE);
        Optional<Said> said = call.sayings().media(to.side().other());
        if (!update && said.isEmpty()) {
            return;
        }
        Dialog next = pairs.next(to);
        Request refresh = line.dialogs().request(next, update ? Request.UPDATE : Request.INVITE);
        dress(refresh, to.side(), call.sayings().allowed(to.side().other()));
        if (!update) {
            said.get().putInto(line.sip(), refresh);
        }
        Asking ours = new Asking(call, line, refresh, provisional -> {}, reply -> refreshed(to, refresh, reply));
        asked.put(to.side(), new Asked(ours, !update));
    }

    private void refreshed(Place to, Request refresh, Reply reply) {
        asked.remove(to.side());
        if (!pairs.has(to)) {
            return;
        }
        if (reply instanceof Reply.Final last && last.isSuccess()) {
            retarget(to, last.response());
            acknowledge(to, refresh);
            sessions.answered(to.side(), last.response(), line.clock().instant());
            call.keep();
        } else if (Lost.is(reply)) {
            call.end(Reason.OTHER_SIDE_GONE);
        } else if (isUnknown(reply)) {
            call.sayings().allowsNot(to.side(), Request.UPDATE); // baresip and twinkle answer 501
        } else if (!isGlare(reply)) {
            sessions.refused(to.side(), line.clock().instant());
        }
    }

    private static boolean isUnknown(Reply reply) {
        return reply instanceof Reply.Final last && (last.code() == 405 || last.code() == 501);
    }

    private static boolean isGlare(Reply reply) {
        return reply instanceof Reply.Final last && last.code() == Response.REQUEST_PENDING;
    }

    /** INVITE and UPDATE, and their 2xx, say where the side wants to be written to (RFC 3261 §12.2). */
    private void retarget(Place place, Message message) {
        Dialogs.contact(message).filter(target -> pairs.has(place)).ifPresent(target -> {
            pairs.become(place, pairs.dialog(place).at(call.reachable(place.side(), target)));
            call.retargeted();
        });
    }

    /** @return whether that was a request of this side which is not answered yet */
    boolean cancel(Side side, Incoming cancel) {
        return Optional.ofNullable(asking.get(side))
                .filter(request -> Cancelled.is(request, cancel))
                .map(request -> {
                    Optional.ofNullable(asked.get(side.other()))
                            .ifPresent(ours -> ours.asking().cancel());
                    return true;
                })
                .orElse(false);
    }

    /** The call is over: nobody waits for an answer any more (RFC 3261 §15.1.2). */
    void end() {
        asking.values().forEach(request -> request.answer(Response.REQUEST_TERMINATED, new Header[0]));
        asking.clear();
        asked.values().forEach(ours -> ours.asking().cancel());
    }

    private static boolean isInvite(Incoming request) {
        return request.request().getMethod().equals(Request.INVITE);
    }
}
