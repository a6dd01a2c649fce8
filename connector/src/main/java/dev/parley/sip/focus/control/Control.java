package dev.parley.sip.focus.control;

import dev.parley.conference.Attendances;
import dev.parley.config.ControlConfig;
import dev.parley.config.FocusConfig;
import dev.parley.config.SipConfig;
import dev.parley.pbx.Pbx;
import dev.parley.room.Room;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomId;
import dev.parley.room.RoomListener;
import dev.parley.sip.auth.Senders;
import dev.parley.sip.dialog.Dialogs;
import dev.parley.sip.focus.FocusContacts;
import dev.parley.sip.legs.FocusCalls;
import dev.parley.sip.notifier.Destinations;
import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.Reply;
import dev.parley.sip.stack.RequestHandler;
import dev.parley.sip.stack.Sip;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sip.message.Request;

/** Call control from phones: wires its parts. */
public final class Control implements RoomListener {
    /** Option tags that are understood (RFC 4538, RFC 4488). */
    public static final Set<String> EXTENSIONS = Set.of("tdialog", "norefersub");

    /** By then the PBX has said what came of a call, or never will. */
    private static final Duration AFTER_RINGING = Duration.ofSeconds(60);

    private final ReferHandler refers;
    private final ReferSubscriptions subscriptions;
    private final Callees callees;
    private final Optional<Factory> factory;

    /**
     * What it works with.
     *
     * @param domains the PBXs' own, by their names
     * @param send sends a request and waits until it is answered or 64*T1 are over
     */
    public record Means(
            List<Pbx> pbxs,
            Function<RoomId, Room> rooms,
            Attendances attendances,
            Function<String, String> domains,
            Senders senders,
            FocusCalls calls,
            Sip sip,
            Function<Request, Reply> send,
            Executor threads,
            Clock clock) {
        private Pbx pbx(String name) {
            return pbxs.stream()
                    .filter(pbx -> pbx.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Refuses all. Not 405, which would end the call of whoever presses his Transfer key (RFC 5057 §5.1). */
    public static RequestHandler refusal() {
        return new RequestHandler() {
            @Override
            public String method() {
                return Request.REFER;
            }

            @Override
            public void handle(Incoming refer) {
                refer.answer(403);
            }
        };
    }

    /** Empty where it is not configured. */
    public static Optional<Control> of(SipConfig own, Means means) {
        return own.focus().flatMap(focus -> focus.control().map(control -> new Control(own, focus, control, means)));
    }

    private Control(SipConfig own, FocusConfig focus, ControlConfig config, Means means) {
        Progresses progresses = new Progresses();
        ReferDialogs dialogs = new ReferDialogs(means.calls(), progresses);
        FocusContacts contacts = FocusContacts.of(focus, own.host());
        this.callees = new Callees(room -> means.pbx(room.pbx()), means.attendances(), means.threads(), means.clock());
        this.refers = new ReferHandler(
                new Referrers(means.senders(), means.calls(), means.sip()),
                dialogs,
                new ReferHandler.Around(
                        room -> focus.behind(room.pbx()).isPresent(),
                        means.rooms(),
                        contacts,
                        Destinations.of(own),
                        new OwnDialog.Means(means.sip(), new Dialogs(means.sip()), means.send())),
                decision(focus, config, progresses, callees, means));
        this.subscriptions = new ReferSubscriptions(dialogs, progresses, contacts, means.sip());
        this.factory = config.factory()
                .map(made -> new Factory(
                        made,
                        hosts(focus, made.pbx(), means),
                        means.rooms(),
                        means.pbx(made.pbx()),
                        means.threads(),
                        means.clock()));
    }

    private static Decision decision(
            FocusConfig focus, ControlConfig config, Progresses progresses, Callees callees, Means means) {
        Moderators moderators = new Moderators(config.moderators());
        return new Decision(
                new Decision.Settings(config.transfer(), config.ring()),
                new Decision.Rights(
                        new DialPolicy(config.invite(), moderators, room -> hosts(focus, room.pbx(), means)),
                        new DialLimits(config.limits(), means.clock()),
                        moderators),
                new Roster(means.attendances()::conference, means.rooms()),
                callees,
                new Exits(room -> means.pbx(room.pbx()), means.calls(), means.attendances()),
                new Acceptance(
                        progresses, config.ring().plus(AFTER_RINGING), means.sip(), means.threads(), means.clock()));
    }

    /** Of addresses that are the PBX's own and its focus's. */
    private static Set<String> hosts(FocusConfig focus, String pbx, Means means) {
        return Stream.concat(
                        Stream.of(means.domains().apply(pbx)), focus.behind(pbx).map(FocusConfig.Behind::host).stream())
                .map(host -> host.replaceFirst(":[0-9]{1,5}$", "").toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    public RequestHandler refers() {
        return refers;
    }

    /** Of the event package {@code refer}. */
    public RequestHandler subscriptions() {
        return subscriptions;
    }

    public Optional<Factory> factory() {
        return factory;
    }

    @Override
    public void changed(Room before, RoomEvent event, Room after) {
        callees.changed(before, event, after);
        factory.ifPresent(rooms -> rooms.changed(before, event, after));
    }

    /** Calls nobody any more, and calls off who still rings. Blocks for some seconds at most. */
    public void closeDoors() {
        callees.close();
    }
}
