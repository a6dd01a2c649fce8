package dev.parley.pbx.asterisk;

import static dev.parley.pbx.asterisk.AmiFields.text;

import dev.parley.pbx.Dialled;
import dev.parley.pbx.Invitation;
import dev.parley.pbx.Move;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.asteriskjava.manager.action.HangupAction;
import org.asteriskjava.manager.action.OriginateAction;
import org.asteriskjava.manager.action.RedirectAction;
import org.asteriskjava.manager.event.ConfbridgeJoinEvent;
import org.asteriskjava.manager.event.HangupEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.OriginateResponseEvent;

/** Calls that Asterisk makes or moves for us, until it is known what came of each. Thread-safe. */
final class OutgoingCalls {
    private static final Duration ANSWER = Duration.ofSeconds(5);
    /** Who has answered may have to say a PIN first. Asterisk ends the call itself when it has rung for long enough. */
    private static final Duration LATE = Duration.ofSeconds(30);
    /** Only the hang-up tells why, and it comes in the same millisecond as the failure (16.28 and 22.10). */
    private static final Duration CAUSE_FOLLOWS = Duration.ofMillis(500);

    private static final String PJSIP = "PJSIP/";
    private static final String OWN_ACCOUNT = PJSIP + "{user}";
    /** Adds the header to the call that is about to be made (16.28 and 22.10). */
    private static final String REFERRED_BY = "PJSIP_HEADER(add,Referred-By)";

    private static final String CONTEXT = "parley-rooms";

    /** Asterisk makes a channel some milliseconds after the Originate was answered (22.10). */
    private static final int HANG_UPS = 10;

    private static final Duration BETWEEN_HANG_UPS = Duration.ofMillis(200);

    /** More than anybody has; each is a call of its own. */
    private static final int MOST_PHONES = 10;

    private final Map<String, Fork> waiting = new ConcurrentHashMap<>();
    private final Contacts contacts;

    OutgoingCalls(Contacts contacts) {
        this.contacts = contacts;
    }

    Dialled dial(Invitation invitation, AmiSession session) {
        try {
            return outcome(invitation, originates(invitation, session), session);
        } catch (UnsafeValueException e) {
            return new Dialled.Failed(403, "not dialled: " + e.getMessage());
        }
    }

    private Dialled outcome(Invitation invitation, List<OriginateAction> calls, AmiSession session) {
        List<String> legs = calls.stream().map(OriginateAction::getChannelId).toList();
        Duration patience = invitation.patience().plus(LATE);
        return outcome(legs, fork -> originate(calls, fork, session), patience, session);
    }

    private Dialled outcome(List<String> legs, Consumer<Fork> begin, Duration patience, AmiSession session) {
        Fork fork = new Fork(legs, leg -> Thread.startVirtualThread(() -> hangUpOnceThere(leg, session)));
        legs.forEach(leg -> waiting.put(leg, fork));
        try {
            begin.accept(fork);
            return fork.outcome().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            fork.open().forEach(leg -> hangUp(leg, session));
            return new Dialled.Failed(504, "nothing was heard of the call");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Dialled.Failed(500, "Parley is ending");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            legs.forEach(waiting::remove);
        }
    }

    /** Whoever is moved gets what a caller gets as well; the call that he comes out of ends. */
    Dialled move(Move move, AmiSession session) {
        try {
            String room = AmiValue.room(move.room().name());
            String context = AmiValue.line(move.way().entrance(CONTEXT));
            return new Counterpart(session)
                    .of(move.call(), move.callee())
                    .map(other -> outcome(
                            List.of(other.uniqueId()),
                            fork -> redirect(other, context, room, fork, session),
                            LATE,
                            session))
                    .orElseGet(() -> new Dialled.Failed(481, "the account has no such call with whoever is named"));
        } catch (UnsafeValueException e) {
            return new Dialled.Failed(403, "not moved: " + e.getMessage());
        }
    }

    private static void redirect(Counterpart.Peer other, String context, String room, Fork fork, AmiSession session) {
        if (session.ask(new RedirectAction(other.channel(), context, room, 1), ANSWER)
                instanceof AmiReply.Failure refused) {
            fork.failed(other.uniqueId(), new Dialled.Failed(500, "Redirect: " + refused.message()));
        }
    }

    private static void originate(List<OriginateAction> calls, Fork fork, AmiSession session) {
        List<AmiReply> replies = session.askAll(calls, ANSWER);
        for (int i = 0; i < replies.size(); i++) {
            if (replies.get(i) instanceof AmiReply.Failure refused) {
                int code = refused.isDenied() ? 403 : 500;
                fork.failed(calls.get(i).getChannelId(), new Dialled.Failed(code, "Originate: " + refused.message()));
            }
        }
    }

    /** A channel is there some milliseconds after its Originate was answered; before that there is none to hang up. */
    void callOff(Invitation invitation, AmiSession session) {
        Optional.ofNullable(waiting.get(invitation.id().value()))
                .ifPresent(fork -> fork.open().forEach(leg -> hangUp(leg, session)));
    }

    /** @return whether there was such a leg */
    private static boolean hangUp(String leg, AmiSession session) {
        return !(session.ask(new HangupAction(leg), ANSWER) instanceof AmiReply.Failure);
    }

    /** The channel of a phone that is to ring no more may not have been made yet; one that has ended is not there either. */
    private static void hangUpOnceThere(String leg, AmiSession session) {
        for (int tries = 1; !hangUp(leg, session) && tries < HANG_UPS; tries++) {
            LockSupport.parkNanos(BETWEEN_HANG_UPS.toNanos());
        }
    }

    private List<OriginateAction> originates(Invitation invitation, AmiSession session) {
        List<String> phones = phones(invitation, session);
        return IntStream.range(0, phones.size())
                .mapToObj(phone -> originate(invitation, invitation.leg(phone).value(), phones.get(phone)))
                .toList();
    }

    /** PJSIP/ with an account calls only the first of its phones (16.28 and 22.10). */
    private List<String> phones(Invitation invitation, AmiSession session) {
        String user = invitation.callee().user();
        String usual = AmiValue.dialled(invitation.way().dialled(invitation.callee(), OWN_ACCOUNT));
        if (!invitation.way().dial().isEmpty()
                || !(contacts.now(user, session, ANSWER) instanceof Contacts.Found.Devices devices)) {
            return List.of(usual);
        }
        List<String> each = devices.contacts().stream()
                .map(contact -> PJSIP + user + "/" + contact.uri())
                .filter(AmiValue::isDialled)
                .limit(MOST_PHONES)
                .toList();
        return each.size() > 1 ? each : List.of(usual);
    }

    /** Through the dialplan, so that whoever is called gets what a caller gets: identity, profile, menu. */
    private static OriginateAction originate(Invitation invitation, String leg, String phone) {
        String room = AmiValue.room(invitation.room().name());
        OriginateAction originate = new OriginateAction();
        originate.setActionId(leg);
        originate.setChannelId(leg);
        originate.setChannel(phone);
        originate.setContext(AmiValue.line(invitation.way().entrance(CONTEXT)));
        originate.setExten(room);
        originate.setPriority(1);
        originate.setCallerId("\"" + room + "\" <" + room + ">");
        originate.setTimeout(invitation.patience().toMillis());
        originate.setAsync(true);
        invitation
                .by()
                .filter(by -> phone.startsWith(PJSIP))
                .ifPresent(by -> originate.setVariable(REFERRED_BY, "<" + by.uri() + ">"));
        return originate;
    }

    /** Must not block: called by the thread that applies what Asterisk says. */
    void heard(ManagerEvent event) {
        switch (event) {
            case ConfbridgeJoinEvent join -> of(text(join.getUniqueId()), Fork::joined);
            case HangupEvent hangUp -> of(text(hangUp.getUniqueId()), (fork, leg) -> fork.failed(leg, hungUp(hangUp)));
            case OriginateResponseEvent end -> of(text(end.getActionId()), (fork, leg) -> ended(fork, leg, end));
            default -> {}
        }
    }

    private void of(String leg, BiConsumer<Fork, String> change) {
        Optional.ofNullable(waiting.get(leg)).ifPresent(fork -> change.accept(fork, leg));
    }

    private static Dialled.Failed hungUp(HangupEvent event) {
        int cause = Optional.ofNullable(event.getCause()).orElse(0);
        return new Dialled.Failed(HangupCauses.code(cause), cause + " " + text(event.getCauseTxt()));
    }

    /** An unknown endpoint, or one without a contact, gets no channel that could be hung up (16.28 and 22.10). */
    private static void ended(Fork fork, String leg, OriginateResponseEvent end) {
        if ("Failure".equals(end.getResponse())) {
            CompletableFuture.delayedExecutor(CAUSE_FOLLOWS.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> fork.failed(leg, new Dialled.Failed(404, "no such endpoint, or no phone of it")));
        } else {
            fork.answered(leg);
        }
    }
}
