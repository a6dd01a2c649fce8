package dev.parley.sip.focus.control;

import dev.parley.config.ControlConfig.Transfer;
import dev.parley.pbx.Callee;
import dev.parley.pbx.Dialled;
import dev.parley.pbx.Invitation;
import dev.parley.pbx.Move;
import dev.parley.pbx.OtherCall;
import dev.parley.pbx.Way;
import dev.parley.room.Printable;
import dev.parley.room.RoomId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what becomes of a REFER, and does it. A line in the log tells who wanted what, and what came of it. */
final class Decision {
    private static final Logger LOG = LoggerFactory.getLogger(Decision.class);

    private final Settings settings;
    private final Rights rights;
    private final Roster roster;
    private final Callees callees;
    private final Exits exits;
    private final Acceptance acceptance;

    /** @param ring for how long somebody is called */
    record Settings(Transfer transfer, Duration ring) {}

    /** Who may do what, and how much of it. */
    record Rights(DialPolicy policy, DialLimits limits, Moderators moderators) {}

    Decision(Settings settings, Rights rights, Roster roster, Callees callees, Exits exits, Acceptance acceptance) {
        this.settings = settings;
        this.rights = rights;
        this.roster = roster;
        this.callees = callees;
        this.exits = exits;
        this.acceptance = acceptance;
    }

    void on(Asked asked) {
        switch (ReferTo.of(asked.refer())) {
            case ReferTo.Refused bad -> refuse(asked, "refers to something else", bad.code(), bad.why());
            case ReferTo.Invite invite -> invite(asked, invite.callee());
            case ReferTo.Bring bring -> bring(asked, bring);
            case ReferTo.Remove remove -> remove(asked, remove);
        }
    }

    private void invite(Asked asked, Callee callee) {
        comeIn(asked, callee, "calls " + callee + " in", way -> {
            RoomId room = asked.room().id();
            Invitation invitation =
                    Invitation.to(room, callee, way, settings.ring()).by(roster.referredBy(asked.by(), room));
            return callees.call(invitation, asked.by(), roster.address(asked.by(), room));
        });
    }

    /** Allowed to those who might call the other in: it is as if the room did, and the phone's call ends. */
    private void bring(Asked asked, ReferTo.Bring wanted) {
        String what = "brings " + wanted.callee() + " in";
        RoomId room = asked.room().id();
        Optional<OtherCall> call = asked.by()
                .member()
                .map(member -> member.identity().endpoint())
                .filter(account -> !account.isEmpty())
                .map(account -> wanted.replaces().by(account));
        if (call.isEmpty()) {
            refuse(asked, what, 403, "no account that is in the room");
            return;
        }
        comeIn(asked, wanted.callee(), what, way -> callees.move(new Move(room, wanted.callee(), call.get(), way)));
    }

    /** @param how he gets in, where a rule allows it */
    private void comeIn(Asked asked, Callee callee, String what, Function<Way, Dialled> how) {
        if (asked.dialog().inCall() && settings.transfer() == Transfer.REFUSE) {
            refuse(asked, what, 403, "transfer: refuse");
            return;
        }
        Optional<Way> way = rights.policy().way(asked.by(), asked.room(), callee);
        if (way.isEmpty()) {
            refuse(asked, what, 403, "no rule allows it");
            return;
        }
        Optional<DialLimits.Permit> permit =
                rights.limits().take(asked.by(), asked.room().id());
        if (permit.isEmpty()) {
            log(asked, what, "refused, too many");
            acceptance.refuseForNow(asked, rights.limits().pause());
            return;
        }
        boolean told = !asked.dialog().inCall() || settings.transfer() == Transfer.LEAVE;
        DialLimits.Permit taken = permit.get();
        acceptance.accept(asked, told, () -> {
            try (taken) {
                return outcome(asked, what, how.apply(way.get()));
            }
        });
    }

    private static int outcome(Asked asked, String what, Dialled came) {
        return switch (came) {
            case Dialled.Joined joined -> {
                log(asked, what, "came as " + joined.member());
                yield 200;
            }
            case Dialled.Failed failed -> {
                log(asked, what, failed.code() + ", " + failed.why());
                yield failed.code();
            }
        };
    }

    /**
     * Everybody may throw himself out, and call off whom he had called; only a moderator learns whether somebody else is
     * there to be thrown out.
     */
    private void remove(Asked asked, ReferTo.Remove wanted) {
        String what = "throws " + wanted.user() + " out";
        boolean moderator = rights.moderators().include(asked.by(), asked.room());
        List<Callees.Called> ringing = ringing(wanted, asked.room().id())
                .filter(called -> moderator || called.isCalledBy(asked.by()))
                .toList();
        List<Roster.Seated> found = roster.named(wanted, asked.room().id());
        boolean others = !found.stream().map(Roster.Seated::member).allMatch(asked.by()::is);
        List<Roster.Seated> leaving = others && !moderator ? List.of() : found;
        boolean nobody = leaving.isEmpty() && ringing.isEmpty();
        if (nobody && !moderator) {
            refuse(asked, what, 403, "not a moderator");
            return;
        }
        // A 404 would end the call that it came in (RFC 5057 §5.1).
        if (nobody && !asked.dialog().inCall()) {
            refuse(asked, what, 404, "not in the room");
            return;
        }
        acceptance.accept(asked, true, removal(asked, what, leaving, ringing));
    }

    private Stream<Callees.Called> ringing(ReferTo.Remove wanted, RoomId room) {
        return callees.ringing(room).stream().filter(called -> rights.policy().isMeant(called.callee(), wanted, room));
    }

    private Acceptance.Work removal(
            Asked asked, String what, List<Roster.Seated> leaving, List<Callees.Called> ringing) {
        return () -> {
            String address = roster.address(asked.by(), asked.room().id());
            long off = ringing.stream()
                    .filter(called -> callees.callOff(called, "by " + address))
                    .count();
            long gone = leaving.stream()
                    .filter(seated -> exits.out(seated, asked.by(), address))
                    .count();
            log(
                    asked,
                    what,
                    gone + " of " + leaving.size() + " legs, " + off + " of " + ringing.size() + " called off");
            return gone + off > 0 ? 200 : 404;
        };
    }

    private void refuse(Asked asked, String what, int code, String why) {
        log(asked, what, "refused with " + code + ", " + why);
        asked.refer().answer(code);
    }

    private static void log(Asked asked, String what, String outcome) {
        LOG.info(
                "REFER to {}: {} {}: {}",
                asked.room().id(),
                Printable.of(asked.by().key()),
                Printable.of(what),
                Printable.of(outcome));
    }
}
