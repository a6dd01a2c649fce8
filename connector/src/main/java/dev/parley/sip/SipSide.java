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
import dev.parley.sip.dialog.DialogRequests;
import dev.parley.sip.direct.Addresses;
import dev.parley.sip.direct.Asides;
import dev.parley.sip.direct.Direct;
import dev.parley.sip.focus.Focus;
import dev.parley.sip.focus.FocusOptions;
import dev.parley.sip.focus.control.Control;
import dev.parley.sip.focus.redirect.Redirection;
import dev.parley.sip.legs.Callers;
import dev.parley.sip.legs.Party;
import dev.parley.sip.message.Answers;
import dev.parley.sip.message.Envelopes;
import dev.parley.sip.message.Receipts;
import dev.parley.sip.message.RoomMessages;
import dev.parley.sip.message.Typing;
import dev.parley.sip.message.Whisper;
import dev.parley.sip.notifier.ConferencePackage;
import dev.parley.sip.publish.ConferenceRooms;
import dev.parley.sip.publish.Publisher;
import dev.parley.sip.scribe.Scribes;
import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.Reply;
import dev.parley.sip.stack.RequestHandler;
import dev.parley.sip.stack.Sip;
import dev.parley.sip.stack.StackException;
import dev.parley.sip.stack.Tally;
import dev.parley.sip.stack.Transport;
import dev.parley.sip.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
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
    private final Transport transport;
    private final Executor threads;
    private final RoomMessages messages;
    private final Receipts receipts;
    private final ConferencePackage subscriptions;
    private final Optional<Control> control;
    private final EventPackages packages;
    private final Scribes scribes;
    private final Optional<Focus> focus;
    private final Direct direct;
    private final Optional<Publisher> publisher;
    private final Optional<Redirection> redirection;
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
        this.rooms = around.rooms();
        RoomAddresses addresses = new RoomAddresses(config.pbxs(), SipSettings.focuses(own));
        this.redirection =
                own.focus().map(focus -> new Redirection(own, focus, around.pbxs(), this::isAnswering, around.clock()));
        Senders senders = new Identities(
                own.senders(),
                SipSettings.hosts(config, own, addresses),
                uri -> SipSettings.room(uri, sip, addresses),
                callers(),
                around.clock());
        Whisper whisper = (room, member, type, body) -> whisper(own, room, member, type, body);
        this.receipts = new Receipts(
                config.links(),
                addresses::uri,
                new DirectPost((room, member) -> isDirect(own, room, member), this::asides),
                around.threads(),
                around.clock());
        Typing typing = new Typing(around.rooms(), config.links(), config.profiles(), whisper, around.clock());
        this.threads = around.threads();
        this.messages = new RoomMessages(
                around.rooms(),
                around.relay(),
                senders,
                new Envelopes(addresses::room, sip),
                typing,
                receipts,
                this::inDialog,
                new Answers(sip, config.chat().perSender()),
                sip,
                around.clock());
        this.subscriptions = new ConferencePackage(
                own,
                new ConferencePackage.Rooms(around.rooms()::get, around.attendances()::conference, addresses::uri),
                senders,
                sip,
                this::ask,
                around.store(),
                around.threads(),
                around.clock());
        List<RequestHandler> handlers = new ArrayList<>(List.of(
                new Options(sip, this::allow, this::inDialog, own.focus().map(focus -> options(own, focus, sip))),
                messages,
                new Served(Request.SUBSCRIBE, this::subscribed),
                new DialogRequests(Request.INVITE, this::inDialog, this::invited),
                new DialogRequests(Request.BYE, this::inDialog)));
        if (own.focus().isPresent()) {
            handlers.addAll(ofFocus());
        }
        this.transport = new Transport(
                SipSettings.ways(own),
                sip,
                handlers,
                SipSettings.extensions(own),
                addresses::room,
                around.threads(),
                around.tally(),
                around.clock());
        this.focus = own.focus()
                .map(focus -> new Focus(
                        focus,
                        new Focus.Around(
                                sip,
                                transport.outbox(),
                                redirection.orElseThrow().entrance(),
                                this::ofTheRoom,
                                senders,
                                around.rooms()::get,
                                room -> addresses.domain(room.pbx()),
                                own.host(),
                                own.senders().realm(),
                                transport::cameAround,
                                around.store(),
                                around.threads(),
                                around.clock())));
        this.control = focus.flatMap(calls -> Control.of(
                own,
                new Control.Means(
                        around.pbxs(),
                        around.rooms()::get,
                        around.attendances()::conference,
                        addresses::domain,
                        senders,
                        calls.calls(),
                        sip,
                        this::ask,
                        around.threads(),
                        around.clock())));
        this.packages = new EventPackages(subscriptions.handler(), control.map(Control::subscriptions));
        this.direct = Direct.of(
                own.direct(),
                (pbx, member) -> contacts(around.pbxs(), pbx, member),
                focus.map(Focus::calls),
                new Addresses(addresses::uri, addresses::domain),
                receipts::request,
                sip,
                transport.outbox(),
                around.threads(),
                around.clock());
        List<ScribeHost> hosts =
                around.pbxs().stream().flatMap(pbx -> pbx.scribeHost().stream()).toList();
        this.scribes = new Scribes(
                hosts,
                around.rooms(),
                around.relay(),
                typing,
                sip,
                transport.outbox(),
                own.host(),
                around.threads(),
                around.clock());
        transport.sparing(request -> scribes.owns(request)
                || focus.filter(calls -> calls.owns(request)).isPresent());
        transport.expecting(
                response -> focus.filter(calls -> calls.strayed(response)).isPresent());
        ConferenceRooms conferences = new ConferenceRooms(around.attendances()::conference, addresses::uri);
        this.publisher = own.publish()
                .map(publish ->
                        Publisher.to(publish, conferences, transport.outbox(), sip, around.threads(), around.clock()));
        this.drain = config.chat().drain();
        this.outlived = own.state().isPresent();
    }

    private FocusOptions options(SipConfig own, FocusConfig focus, Sip sip) {
        List<String> known = focus.control().isPresent() ? List.of("conference", "refer") : List.of("conference");
        return new FocusOptions(focus, own.host(), this::allow, known, SipSettings.extensions(own), sip);
    }

    private static List<String> contacts(List<Pbx> pbxs, String name, Member member) {
        return pbxs.stream()
                .filter(pbx -> pbx.name().equals(name))
                .flatMap(pbx -> pbx.contacts(member, CONTACTS_PATIENCE).stream())
                .toList();
    }

    /** Only to phones that Parley writes to itself: no PBX takes such things along. */
    private void whisper(SipConfig own, RoomId room, Member member, String type, byte[] body) {
        if (isDirect(own, room, member)) {
            asides().whisper(room, member, type, body);
        }
    }

    private boolean isDirect(SipConfig own, RoomId room, Member member) {
        return own.direct().isFor(room.pbx()) || phone(member).isPresent();
    }

    private Asides asides() {
        return direct.asides();
    }

    /** @throws StackException if an address cannot be listened on */
    public void open() throws StackException {
        focus.ifPresent(Focus::resume);
        subscriptions.resume();
        transport.open();
        scribes.open();
        redirection.ifPresent(Redirection::open);
    }

    @Override
    public void changed(Room before, RoomEvent event, Room after) {
        scribes.changed(before, event, after);
        control.flatMap(Control::factory).ifPresent(factory -> factory.changed(before, event, after));
    }

    private boolean isAnswering() {
        return transport.isAnswering();
    }

    private boolean inDialog(Incoming request) {
        return scribes.take(request)
                || focus.filter(calls -> calls.take(request)).isPresent();
    }

    /** In a dialog of its own, or in that of a call through Parley. */
    private void subscribed(Incoming subscribe) {
        if (!subscribe.isInDialog() || !inDialog(subscribe)) {
            packages.handle(subscribe);
        }
    }

    /** Where no room is called through Parley, 403 tells not to try again (RFC 3261 §21.4.4). */
    private void invited(Incoming invite) {
        focus.ifPresentOrElse(
                calls -> calls.invited(invite, control.flatMap(Control::factory)), () -> invite.answer(403));
    }

    /** Inside of a call through Parley: what is meant for the room, and not for the PBX. */
    private boolean ofTheRoom(Party party, Incoming request) {
        switch (request.request().getMethod()) {
            case Request.MESSAGE -> threads.execute(() -> messages.inCall(request, party.room(), party.callId()));
            case Request.SUBSCRIBE -> threads.execute(() -> subscribedInCall(party, request));
            case Request.REFER -> threads.execute(() -> referred(request));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void subscribedInCall(Party party, Incoming subscribe) {
        if (EventPackages.isOfRefers(subscribe)) {
            packages.handle(subscribe);
        } else {
            focus.ifPresent(calls -> subscriptions.inCall(party, calls.calls(), subscribe));
        }
    }

    /** In a dialog that a REFER began, in that of a call, or in none. */
    private void referredAnywhere(Incoming refer) {
        if (!refer.isInDialog() || !inDialog(refer)) {
            referred(refer);
        }
    }

    private void referred(Incoming refer) {
        control.map(Control::refers).orElseGet(Control::refusal).handle(refer);
    }

    /** The focus is made later than what asks for it. */
    private Callers callers() {
        return new Callers() {
            @Override
            public Optional<Party> of(Member member) {
                return call(member);
            }

            @Override
            public List<Party> from(String source) {
                return focus.map(own -> own.calls().from(source)).orElse(List.of());
            }
        };
    }

    /** The member's call, if it goes through Parley. */
    private Optional<Party> call(Member member) {
        return focus.flatMap(calls -> calls.calls().of(member));
    }

    /** Where the phone of a member is whose call goes through Parley. */
    public Optional<String> phone(Member member) {
        return call(member).map(Party::source);
    }

    private List<RequestHandler> ofFocus() {
        return List.of(
                new DialogRequests(Request.UPDATE, this::inDialog),
                new DialogRequests(Request.PRACK, this::inDialog),
                new DialogRequests(Request.INFO, this::inDialog),
                new DialogRequests(Request.NOTIFY, this::inDialog),
                new Served(Request.REFER, this::referredAnywhere),
                new Served(Request.ACK, ack -> focus.ifPresent(calls -> calls.acked(ack))),
                new Served(Request.CANCEL, cancel -> focus.ifPresent(calls -> calls.cancelled(cancel))));
    }

    /** A PBX has sent a call on to us. Does not block. */
    public void redirected(Redirect redirect) {
        redirection.ifPresent(calls -> calls.announced(redirect));
    }

    /** Takes no more calls, and no more texts from inside of calls: the first half of an orderly end. */
    public void closeDoors() {
        redirection.ifPresent(Redirection::close);
        focus.ifPresent(Focus::closeDoors);
        scribes.close();
    }

    /** What there is to tell of a room may have changed. Must not block. */
    public void news(RoomId room) {
        subscriptions.news(room);
        publisher.ifPresent(to -> to.news(room));
    }

    /** The connection to a PBX is lost. Does not block. */
    public void unseen(String pbx) {
        focus.ifPresent(calls -> calls.unseen(pbx));
    }

    /** What is in the rooms of this PBX is known from now on. Does not block. */
    public void inSight(String pbx) {
        focus.ifPresent(calls -> calls.inSight(pbx));
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
        return focus.map(Focus::count).orElse(0);
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
        return new ByRoute(pbx, direct.courier(), focus.map(Focus::texts).orElse(pbx), this::phone);
    }

    private List<String> allow() {
        return transport.allow();
    }

    @Override
    public void close() {
        subscriptions.close();
        publisher.ifPresent(this::withdraw);
        if (!outlived) {
            focus.ifPresent(SipSide::end);
        }
        transport.close();
        focus.ifPresent(Focus::close);
    }

    /** Audio would go on without anybody who hears that it ends. */
    private static void end(Focus calls) {
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
