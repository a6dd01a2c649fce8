package dev.parley.pbx.asterisk;

import static dev.parley.pbx.asterisk.AmiFields.text;

import dev.parley.pbx.Dialled;
import dev.parley.pbx.Invitation;
import dev.parley.room.MemberId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.asteriskjava.manager.action.HangupAction;
import org.asteriskjava.manager.action.OriginateAction;
import org.asteriskjava.manager.event.ConfbridgeJoinEvent;
import org.asteriskjava.manager.event.HangupEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.OriginateResponseEvent;

/** Calls that Asterisk makes for us, until it is known what came of each. Thread-safe. */
final class OutgoingCalls {
    private static final Duration ANSWER = Duration.ofSeconds(5);
    /** Who has answered may have to say a PIN first. Asterisk ends the call itself when it has rung for long enough. */
    private static final Duration LATE = Duration.ofSeconds(30);
    /** Only the hang-up tells why, and it comes in the same millisecond as the failure (16.28 and 22.10). */
    private static final Duration CAUSE_FOLLOWS = Duration.ofMillis(500);

    private static final String OWN_ACCOUNT = "PJSIP/{user}";
    private static final String CONTEXT = "parley-rooms";

    private final Map<String, CompletableFuture<Dialled>> waiting = new ConcurrentHashMap<>();

    Dialled dial(Invitation invitation, AmiSession session) {
        String id = invitation.id().value();
        CompletableFuture<Dialled> outcome = new CompletableFuture<>();
        waiting.put(id, outcome);
        try {
            if (session.ask(originate(invitation), ANSWER) instanceof AmiReply.Failure refused) {
                return new Dialled.Failed(refused.isDenied() ? 403 : 500, "Originate: " + refused.message());
            }
            return outcome.get(invitation.patience().plus(LATE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (UnsafeValueException e) {
            return new Dialled.Failed(403, "not dialled: " + e.getMessage());
        } catch (TimeoutException e) {
            session.ask(new HangupAction(id), ANSWER);
            return new Dialled.Failed(504, "nothing was heard of the call");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Dialled.Failed(500, "Parley is ending");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            waiting.remove(id);
        }
    }

    /** Through the dialplan, so that whoever is called gets what a caller gets: identity, profile, menu. */
    private static OriginateAction originate(Invitation invitation) {
        String room = AmiValue.room(invitation.room().name());
        OriginateAction originate = new OriginateAction();
        originate.setActionId(invitation.id().value());
        originate.setChannelId(invitation.id().value());
        originate.setChannel(AmiValue.dialled(invitation.way().dialled(invitation.callee(), OWN_ACCOUNT)));
        originate.setContext(AmiValue.line(invitation.way().entrance(CONTEXT)));
        originate.setExten(room);
        originate.setPriority(1);
        originate.setCallerId("\"" + room + "\" <" + room + ">");
        originate.setTimeout(invitation.patience().toMillis());
        originate.setAsync(true);
        return originate;
    }

    /** Must not block: called by the thread that applies what Asterisk says. */
    void heard(ManagerEvent event) {
        switch (event) {
            case ConfbridgeJoinEvent join ->
                of(
                        text(join.getUniqueId()),
                        call -> call.complete(new Dialled.Joined(new MemberId(text(join.getUniqueId())))));
            case HangupEvent hangUp -> of(text(hangUp.getUniqueId()), call -> call.complete(hungUp(hangUp)));
            case OriginateResponseEvent end -> of(text(end.getActionId()), call -> ended(call, end));
            default -> {}
        }
    }

    private void of(String id, Consumer<CompletableFuture<Dialled>> change) {
        Optional.ofNullable(waiting.get(id)).ifPresent(change);
    }

    private static Dialled hungUp(HangupEvent event) {
        int cause = Optional.ofNullable(event.getCause()).orElse(0);
        return new Dialled.Failed(HangupCauses.code(cause), cause + " " + text(event.getCauseTxt()));
    }

    /** An unknown endpoint, or one without a contact, gets no channel that could be hung up (16.28 and 22.10). */
    private static void ended(CompletableFuture<Dialled> call, OriginateResponseEvent end) {
        if ("Failure".equals(end.getResponse())) {
            call.completeOnTimeout(
                    new Dialled.Failed(404, "no such endpoint, or no phone of it"),
                    CAUSE_FOLLOWS.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }
}
