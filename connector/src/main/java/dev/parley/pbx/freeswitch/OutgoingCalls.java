package dev.parley.pbx.freeswitch;

import dev.parley.config.FreeSwitchConfig;
import dev.parley.esl.ApiReply;
import dev.parley.esl.EslConnection;
import dev.parley.esl.EslException;
import dev.parley.pbx.Dialled;
import dev.parley.pbx.Invitation;
import dev.parley.pbx.Move;
import dev.parley.room.MemberId;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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

    /** More than anybody has; each is a call of its own. */
    private static final int MOST_PHONES = 10;

    private final FreeSwitchConfig config;
    private final Predicate<MemberId> inside;
    /** How many phones ring for an invitation. */
    private final Map<MemberId, Integer> ringing = new ConcurrentHashMap<>();

    /** @param inside whether somebody is seen in one of our rooms */
    OutgoingCalls(FreeSwitchConfig config, Predicate<MemberId> inside) {
        this.config = config;
        this.inside = inside;
    }

    Dialled dial(Invitation invitation, EslConnection connection) {
        String room = invitation.room().name();
        String account = invitation.callee().user() + "@" + config.domain().replaceFirst(":[0-9]{1,5}$", "");
        String dialled = invitation.way().dialled(invitation.callee(), "user/" + account);
        String profile = invitation.way().entrance(CONFERENCES);
        if (!ROOM.matcher(room).matches()
                || !DIALLED.matcher(dialled).matches()
                || !ROOM.matcher(profile).matches()) {
            return new Dialled.Failed(403, "not dialled: the room or the callee could mean something else");
        }
        try {
            List<String> phones = invitation.way().dial().isEmpty() ? phones(account, connection) : List.of();
            List<String> each = phones.size() > 1 ? phones : List.of(dialled);
            // Neither the job nor any event tells of some that fail, and conference bgdial is told of none at all
            // (1.11).
            String command = "originate {originate_timeout="
                    + Math.max(1, invitation.patience().toSeconds())
                    + ",ignore_early_media=true,origination_caller_id_number="
                    + room + ",origination_caller_id_name=" + room + named(invitation) + referredBy(invitation)
                    + (phones.size() > 1 ? dialled(account) : "") + "}"
                    + legs(invitation, each) + " &conference(" + room + "@" + profile + ")";
            ringing.put(invitation.id(), each.size());
            return outcome(invitation, command, connection);
        } catch (EslException e) {
            return new Dialled.Failed(503, e.getMessage());
        } finally {
            ringing.remove(invitation.id());
        }
    }

    /** The room's list calls everybody "Outbound Call" who is given no name here (1.11). */
    private static String named(Invitation invitation) {
        return ",origination_callee_id_name=" + invitation.callee().user();
    }

    /** What {@code user/} itself would say of whom it dials (1.11). */
    private static String dialled(String account) {
        String[] parts = account.split("@", 2);
        return ",dialed_user=" + parts[0] + ",dialed_domain=" + parts[1];
    }

    /** One id for all of them would let only the first phone ring (1.11). */
    private static String legs(Invitation invitation, List<String> phones) {
        return IntStream.range(0, phones.size())
                .mapToObj(phone -> "[origination_uuid=" + invitation.leg(phone) + "]" + phones.get(phone))
                .collect(Collectors.joining(","));
    }

    /** None where one of them is written in a way that could mean something else. */
    private static List<String> phones(String account, EslConnection connection) throws EslException {
        List<String> phones = Arrays.stream(connection
                        .api("sofia_contact */" + account)
                        .text()
                        .strip()
                        .split(","))
                .toList();
        boolean safe = phones.stream().allMatch(phone -> DIALLED.matcher(phone).matches());
        return safe ? phones.stream().limit(MOST_PHONES).toList() : List.of();
    }

    /** Escapes in a variable are taken for what they stand for (1.11), so that an address with one is not told. */
    private static String referredBy(Invitation invitation) {
        return invitation
                .by()
                .filter(by -> !by.uri().contains("%"))
                .map(by -> ",sip_h_Referred-By=<" + by.uri() + ">")
                .orElse("");
    }

    private Dialled outcome(Invitation invitation, String command, EslConnection connection) {
        Duration patience = invitation.patience().plus(LATE);
        try {
            ApiReply reply = connection.bgapi(command).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return reply.isError() ? failed(reply.text()) : answered(leg(invitation, reply.text()), connection);
        } catch (TimeoutException e) {
            callOff(invitation, connection);
            return new Dialled.Failed(504, "nothing was heard of the call");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Dialled.Failed(500, "Parley is ending");
        } catch (ExecutionException | EslException e) {
            return new Dialled.Failed(503, String.valueOf(e.getMessage()));
        }
    }

    /** {@code +OK} and the id of the leg that was answered. */
    private static MemberId leg(Invitation invitation, String reply) {
        MemberId answered = new MemberId(reply.replaceFirst("^\\+OK\\s*", "").strip());
        return invitation.isLeg(answered) ? answered : invitation.id();
    }

    /** Whoever is moved is out of the other call at once, which ends with that. */
    Dialled move(Move move, EslConnection connection) {
        String room = move.room().name();
        String profile = move.way().entrance(CONFERENCES);
        if (!ROOM.matcher(room).matches() || !ROOM.matcher(profile).matches()) {
            return new Dialled.Failed(403, "not moved: the room could mean something else");
        }
        try {
            Optional<MemberId> other = new Counterpart(connection).of(move.call(), move.callee());
            if (other.isEmpty()) {
                return new Dialled.Failed(481, "the account has no such call with whoever is named");
            }
            ApiReply reply =
                    connection.api("uuid_transfer " + other.get() + " conference:" + room + "@" + profile + " inline");
            return reply.isError() ? failed(reply.text()) : answered(other.get(), connection);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Dialled.Failed(500, "Parley is ending");
        } catch (EslException e) {
            return new Dialled.Failed(503, String.valueOf(e.getMessage()));
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

    /** A leg is there some milliseconds after the job was accepted; before that there is none to end. */
    void callOff(Invitation invitation, EslConnection connection) {
        IntStream.range(0, ringing.getOrDefault(invitation.id(), 0))
                .forEach(phone -> connection.apiLater("uuid_kill " + invitation.leg(phone)));
    }

    /** Not {@code conference kick}, which says +OK and leaves a phone in the room that sends no audio (1.11). */
    static boolean remove(MemberId member, EslConnection connection) throws EslException {
        return ONE_WORD.matcher(member.value()).matches()
                && !connection.api("uuid_kill " + member).isError();
    }
}
