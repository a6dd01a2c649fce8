package dev.parley.sip;

import dev.parley.chat.ByRoute;
import dev.parley.chat.Courier;
import dev.parley.chat.Relay;
import dev.parley.chat.RelayListener;
import dev.parley.conference.Attendances;
import dev.parley.config.Config;
import dev.parley.config.FocusConfig;
import dev.parley.config.SipConfig;
import dev.parley.pbx.Pbx;
import dev.parley.pbx.Redirect;
import dev.parley.pbx.ScribeHost;
import dev.parley.room.Member;
import dev.parley.room.Room;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomId;
import dev.parley.room.RoomListener;
import dev.parley.room.Rooms;
import dev.parley.sip.auth.Identities;
import dev.parley.sip.auth.Senders;
import dev.parley.sip.direct.Addresses;
import dev.parley.sip.direct.Asides;
import dev.parley.sip.direct.Direct;
import dev.parley.sip.focus.Focus;
import dev.parley.sip.focus.call.Calls;
import dev.parley.sip.focus.call.Switchboard;
import dev.parley.sip.focus.control.Control;
import dev.parley.sip.focus.redirect.Redirection;
import dev.parley.sip.legs.Callers;
import dev.parley.sip.legs.Party;
import dev.parley.sip.message.Answers;
import dev.parley.sip.message.Envelopes;
import dev.parley.sip.message.Receipts;
import dev.parley.sip.message.RoomMessages;
import dev.parley.sip.message.Typing;
import dev.parley.sip.notifier.ConferencePackage;
import dev.parley.sip.publish.ConferenceRooms;
import dev.parley.sip.publish.Publisher;
import dev.parley.sip.scribe.Scribes;
import dev.parley.sip.stack.Reception;
import dev.parley.sip.stack.Reply;
import dev.parley.sip.stack.RequestHandler;
import dev.parley.sip.stack.Sip;
import dev.parley.sip.stack.StackException;
import dev.parley.sip.stack.Tally;
import dev.parley.sip.stack.Transport;
import dev.parley.sip.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiPredicate;
import java.util.function.Function;
import javax.sip.message.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Parley's own SIP side: wires what serves its methods. */
public final class SipSide implements RoomListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SipSide.class);
    /** 64*T1, which the stack itself counts, and a little for a stack that is slow to say so (RFC 3261 §17.1.2.2). */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final Duration CONTACTS_PATIENCE = Duration.ofSeconds(2);

    /** For what a PBX has listed. */
    private static final Duration TAKEN_IN = Duration.ofSeconds(2);

    private final Rooms rooms;
    private final Executor threads;
    private final Transport transport;
    private final Reception reception;
    private final Receipts receipts;
    private final ConferencePackage subscriptions;
    private final Scribes scribes;
    private final Optional<Calls> calls;
    private final Optional<Focus> focus;
    private final Optional<Control> control;
    private final Optional<Redirection> redirection;
    private final Courier courier;
    private final Optional<Publisher> publisher;
    private final Duration drain;
    private final boolean outlived;

    /** What the SIP side works with. */
    public record Around(
            List<Pbx> pbxs,
            Rooms rooms,
            Relay relay,
            Attendances attendances,
            Tally tally,
            Store store,
            Executor threads,
            Clock clock) {}

    public SipSide(Config config, SipConfig own, Around around) {
        Sip sip = new Sip();
        RoomAddresses addresses = new RoomAddresses(config.pbxs(), SipSettings.focuses(own));
        this.rooms = around.rooms();
        this.threads = around.threads();
        this.drain = config.chat().drain();
        this.outlived = own.state().isPresent();
        this.transport = new Transport(SipSettings.ways(own), sip, around.threads(), around.tally());
        this.calls = own.focus().map(focus -> calls(own, focus, sip, around));
        Senders senders = new Identities(
                own.senders(),
                SipSettings.hosts(config, own, addresses),
                uri -> SipSettings.room(uri, sip, addresses),
                calls.<Callers>map(Function.identity()).orElse(Callers.NONE),
                around.clock());
        Direct direct = direct(own, addresses, sip, around);
        Asides asides = direct.asides();
        BiPredicate<RoomId, Member> isDirect = (room, member) ->
                own.direct().isFor(room.pbx()) || phone(member).isPresent();
        this.receipts = new Receipts(
                config.links(), addresses::uri, new DirectPost(isDirect, asides), around.threads(), around.clock());
        this.courier = direct.courier(receipts::request);
        Typing typing = new Typing(
                rooms, config.links(), config.profiles(), new DirectWhisper(isDirect, asides), around.clock());
        this.scribes = scribes(own, typing, sip, around);
        RoomMessages messages = new RoomMessages(
                rooms,
                around.relay(),
                senders,
                new Envelopes(addresses::room, sip),
                typing,
                receipts,
                new Answers(sip, config.chat().perSender()),
                sip,
                around.threads(),
                around.clock());
        this.subscriptions = new ConferencePackage(
                own,
                new ConferencePackage.Rooms(rooms::get, around.attendances()::conference, addresses::uri),
                senders,
                sip,
                this::ask,
                around.store(),
                around.threads(),
                around.clock());
        this.control = calls.flatMap(known -> control(own, addresses, senders, known, sip, around));
        this.redirection = own.focus()
                .map(focus -> new Redirection(own, focus, around.pbxs(), transport::isAnswering, around.clock()));
        RequestHandler refers = control.map(Control::refers).orElseGet(Control::refusal);
        EventPackages packages = new EventPackages(subscriptions.handler(), control.map(Control::subscriptions));
        this.focus = calls.map(known -> Focus.of(
                own.focus().orElseThrow(),
                new Focus.Around(
                        sip,
                        known,
                        redirection.orElseThrow().entrance(),
                        new InCallRequests(messages, subscriptions, packages, refers, known, around.threads()),
                        control.flatMap(Control::factory),
                        senders,
                        rooms::get,
                        room -> addresses.domain(room.pbx()),
                        own.host(),
                        own.senders().realm(),
                        transport::cameAround)));
        EveryDialog dialogs = new EveryDialog(scribes, focus.map(Focus::switchboard));
        this.reception = new Reception(
                sip,
                new Handlers(dialogs)
                        .of(messages, packages, refers, focus, allow -> SipSettings.options(own, allow, sip), sip),
                SipSettings.extensions(own),
                SipSettings.floods(own),
                addresses::room,
                dialogs,
                around.tally(),
                around.clock());
        this.publisher = publisher(own, addresses, sip, around);
    }

    private Calls calls(SipConfig own, FocusConfig focus, Sip sip, Around around) {
        return new Calls(
                sip,
                transport.outbox(),
                own.senders().realm(),
                around.store(),
                focus.session(),
                around.threads(),
                around.clock());
    }

    private Direct direct(SipConfig own, RoomAddresses addresses, Sip sip, Around around) {
        return new Direct(
                own.direct(),
                (pbx, member) -> contacts(around.pbxs(), pbx, member),
                calls.map(Function.identity()),
                new Addresses(addresses::uri, addresses::domain),
                sip,
                transport.outbox(),
                around.threads(),
                around.clock());
    }

    private Scribes scribes(SipConfig own, Typing typing, Sip sip, Around around) {
        List<ScribeHost> hosts =
                around.pbxs().stream().flatMap(pbx -> pbx.scribeHost().stream()).toList();
        return new Scribes(
                hosts,
                rooms,
                around.relay(),
                typing,
                sip,
                transport.outbox(),
                own.host(),
                around.threads(),
                around.clock());
    }

    private Optional<Control> control(
            SipConfig own, RoomAddresses addresses, Senders senders, Calls known, Sip sip, Around around) {
        return Control.of(
                own,
                new Control.Means(
                        around.pbxs(),
                        rooms::get,
                        around.attendances(),
                        addresses::domain,
                        senders,
                        known,
                        sip,
                        this::ask,
                        around.threads(),
                        around.clock()));
    }

    private Optional<Publisher> publisher(SipConfig own, RoomAddresses addresses, Sip sip, Around around) {
        ConferenceRooms conferences = new ConferenceRooms(around.attendances()::conference, addresses::uri);
        return own.publish()
                .map(publish ->
                        Publisher.to(publish, conferences, transport.outbox(), sip, around.threads(), around.clock()));
    }

    private static List<String> contacts(List<Pbx> pbxs, String name, Member member) {
        return pbxs.stream()
                .filter(pbx -> pbx.name().equals(name))
                .flatMap(pbx -> pbx.contacts(member, CONTACTS_PATIENCE).stream())
                .toList();
    }

    /** @throws StackException if an address cannot be listened on */
    public void open() throws StackException {
        focus.ifPresent(own -> own.switchboard().resume());
        subscriptions.resume();
        transport.open(reception);
        scribes.open();
        redirection.ifPresent(Redirection::open);
    }

    @Override
    public void changed(Room before, RoomEvent event, Room after) {
        scribes.changed(before, event, after);
        control.ifPresent(made -> made.changed(before, event, after));
    }

    /** Where the phone of a member is whose call goes through Parley. */
    public Optional<String> phone(Member member) {
        return calls.flatMap(known -> known.of(member)).map(Party::source);
    }

    /** A PBX has sent a call on to us. Does not block. */
    public void redirected(Redirect redirect) {
        redirection.ifPresent(from -> from.announced(redirect));
    }

    /** Takes no more calls and makes none, and no more texts from inside of calls: the first half of an orderly end. */
    public void closeDoors() {
        redirection.ifPresent(Redirection::close);
        control.ifPresent(Control::closeDoors);
        focus.ifPresent(own -> own.newCalls().close());
        scribes.close();
    }

    /** What there is to tell of a room may have changed. Must not block. */
    public void news(RoomId room) {
        subscriptions.news(room);
        publisher.ifPresent(to -> to.news(room));
    }

    /** The connection to a PBX is lost. Does not block. */
    public void unseen(String pbx) {
        focus.ifPresent(own -> own.switchboard().unseen(pbx));
    }

    /** What is in the rooms of this PBX is known from now on. Does not block. */
    public void inSight(String pbx) {
        redirection.ifPresent(from -> from.inSight(pbx));
        focus.ifPresent(own -> own.switchboard().inSight(pbx));
        // What the PBX has listed is taken in by threads that a PBX's own must not wait for.
        threads.execute(() -> listed(pbx));
    }

    private void listed(String pbx) {
        try {
            if (!rooms.awaitApplied(TAKEN_IN)) {
                LOG.warn("Subscribers to rooms of {} may be told of an older state first", pbx);
            }
            subscriptions.inSight(pbx);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Subscriptions to rooms now. */
    public int subscriptions() {
        return subscriptions.count();
    }

    /** Calls that go through the focus now. */
    public int focusCalls() {
        return calls.map(Calls::count).orElse(0);
    }

    private Reply ask(Request request) {
        return transport.outbox().ask(request, PATIENCE);
    }

    /** What has to hear what becomes of copies. */
    public RelayListener listener() {
        return receipts;
    }

    /** Rooms that the presence server has. */
    public int published() {
        return publisher.map(Publisher::held).orElse(0);
    }

    /** Rooms that could not be published last time. */
    public int unpublished() {
        return publisher.map(Publisher::failing).orElse(0);
    }

    /** Takes each text its way: some through the PBX of its room, others without. */
    public Courier beside(Courier pbx) {
        return new ByRoute(pbx, courier, focus.map(Focus::texts).orElse(pbx), this::phone);
    }

    @Override
    public void close() {
        subscriptions.close();
        publisher.ifPresent(this::withdraw);
        if (!outlived) {
            focus.map(Focus::switchboard).ifPresent(SipSide::end);
        }
        transport.close();
        calls.ifPresent(Calls::close);
    }

    /** Audio would go on without anybody who hears that it ends. */
    private static void end(Switchboard calls) {
        try {
            calls.endAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void withdraw(Publisher from) {
        try {
            if (!from.withdraw(drain)) {
                LOG.warn("Not every room was taken back from the presence server within {}; they lapse there", drain);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
