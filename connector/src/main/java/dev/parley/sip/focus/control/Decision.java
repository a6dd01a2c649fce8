package dev.parley.sip.focus.control;

import dev.parley.config.ControlConfig.Transfer;
import dev.parley.pbx.Callee;
import dev.parley.pbx.Dialled;
import dev.parley.pbx.Invitation;
import dev.parley.pbx.Way;
import dev.parley.room.Printable;
import dev.parley.room.RoomId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
            case ReferTo.Remove remove -> remove(asked, remove);
        }
    }

    private void invite(Asked asked, Callee callee) {
        String what = "calls " + callee + " in";
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
        Invitation invitation = Invitation.to(asked.room().id(), callee, way.get(), settings.ring())
                .by(roster.referredBy(asked.by(), asked.room().id()));
        boolean told = !asked.dialog().inCall() || settings.transfer() == Transfer.LEAVE;
        acceptance.accept(asked, told, () -> dial(asked, what, invitation, permit.get()));
    }

    private int dial(Asked asked, String what, Invitation invitation, DialLimits.Permit permit) {
        try (permit) {
            String address = roster.address(asked.by(), asked.room().id());
            return switch (callees.call(invitation, asked.by(), address)) {
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
