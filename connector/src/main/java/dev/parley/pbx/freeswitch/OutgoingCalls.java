package dev.parley.pbx.freeswitch;

import dev.parley.config.FreeSwitchConfig;
import dev.parley.esl.ApiReply;
import dev.parley.esl.EslConnection;
import dev.parley.esl.EslException;
import dev.parley.pbx.Dialled;
import dev.parley.pbx.Invitation;
import dev.parley.room.MemberId;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Calls that FreeSWITCH makes for us, and members whom it throws out. */
final class OutgoingCalls {
    /** FreeSWITCH ends the call itself when it has rung for long enough; of one that has not ended by then nothing is heard. */
    private static final Duration LATE = Duration.ofSeconds(5);
    /** {@code originate} is done when the phone has answered (1.11); then somebody may have to say a PIN. */
    private static final Duration STEP_IN = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofMillis(50);
    private static final String CONFERENCES = "parley";
    private static final Pattern ROOM = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern ONE_WORD = Pattern.compile("[A-Za-z0-9_.@:/-]{1,200}");
    /** Neither a second leg ({@code , |}), nor variables ({@code {} [] $ ^}), nor the end of the argument. */
    private static final Pattern DIALLED = Pattern.compile("[A-Za-z0-9_]+/[A-Za-z0-9_.+*#@:/;=~-]{1,400}");

    private final FreeSwitchConfig config;
    private final Predicate<MemberId> inside;

    /** @param inside whether somebody is seen in one of our rooms */
    OutgoingCalls(FreeSwitchConfig config, Predicate<MemberId> inside) {
        this.config = config;
        this.inside = inside;
    }

    Dialled dial(Invitation invitation, EslConnection connection) {
        String room = invitation.room().name();
        String own = "user/{user}@" + config.domain().replaceFirst(":[0-9]{1,5}$", "");
        String dialled = invitation.way().dialled(invitation.callee(), own);
        String profile = invitation.way().entrance(CONFERENCES);
        if (!ROOM.matcher(room).matches()
                || !DIALLED.matcher(dialled).matches()
                || !ROOM.matcher(profile).matches()) {
            return new Dialled.Failed(403, "not dialled: the room or the callee could mean something else");
        }
        // Neither the job nor any event tells of some that fail, and conference bgdial is told of none at all (1.11).
        // The room's list calls everybody "Outbound Call" who is given no name here (1.11).
        String command = "originate {origination_uuid=" + invitation.id() + ",origination_callee_id_name="
                + invitation.callee().user() + ",originate_timeout="
                + Math.max(1, invitation.patience().toSeconds())
                + ",ignore_early_media=true,origination_caller_id_number="
                + room + ",origination_caller_id_name=" + room + referredBy(invitation) + "}" + dialled
                + " &conference(" + room + "@" + profile + ")";
        return outcome(invitation, command, connection);
    }

    private static String referredBy(Invitation invitation) {
        return invitation
                .by()
                .map(by -> ",sip_h_Referred-By=<" + by.uri() + ">")
                .orElse("");
    }

    private Dialled outcome(Invitation invitation, String command, EslConnection connection) {
        Duration patience = invitation.patience().plus(LATE);
        try {
            ApiReply reply = connection.bgapi(command).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return reply.isError() ? failed(reply.text()) : answered(invitation.id(), connection);
        } catch (TimeoutException e) {
            connection.apiLater("uuid_kill " + invitation.id());
            return new Dialled.Failed(504, "nothing was heard of the call");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Dialled.Failed(500, "Parley is ending");
        } catch (ExecutionException | EslException e) {
            return new Dialled.Failed(504, "the connection ended during the call: " + e.getMessage());
        }
    }

    private static Dialled failed(String reply) {
        String word = reply.replaceFirst("^-(ERR|USAGE):?\\s*", "").strip();
        return new Dialled.Failed(HangupCauses.code(word), word);
    }

    /** A conference that is locked hangs up instead, and nothing else tells. */
    private Dialled answered(MemberId member, EslConnection connection) throws InterruptedException, EslException {
        for (long left = STEP_IN.toMillis(); left > 0; left -= POLL.toMillis()) {
            boolean gone = connection.api("uuid_exists " + member).text().startsWith("false");
            if (inside.test(member)) {
                return new Dialled.Joined(member);
            }
            if (gone) {
                return new Dialled.Failed(480, "answered, and did not get into the conference");
            }
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        }
        connection.apiLater("uuid_kill " + member);
        return new Dialled.Failed(504, "answered, and did not get into the conference");
    }

    /** The leg is there some milliseconds after the job was accepted; before that there is none to end. */
    static void callOff(Invitation invitation, EslConnection connection) {
        connection.apiLater("uuid_kill " + invitation.id());
    }

    /** Not {@code conference kick}, which says +OK and leaves a phone in the room that sends no audio (1.11). */
    static boolean remove(MemberId member, EslConnection connection) throws EslException {
        return ONE_WORD.matcher(member.value()).matches()
                && !connection.api("uuid_kill " + member).isError();
    }
}
