package dev.parley.interop.focus;

import dev.parley.Parley;
import dev.parley.chat.Rate;
import dev.parley.interop.Await;
import dev.parley.interop.FreePort;
import dev.parley.interop.ami.AmiFrame;
import dev.parley.interop.ami.RawAmi;
import dev.parley.interop.asterisk.AsteriskOptions;
import dev.parley.interop.asterisk.AsteriskServer;
import dev.parley.interop.asterisk.Lab;
import dev.parley.interop.asterisk.Release;
import dev.parley.interop.connector.FocusSection;
import dev.parley.interop.connector.Keystore;
import dev.parley.interop.connector.Settings;
import dev.parley.interop.fault.TcpRelay;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.CallFailed;
import dev.parley.interop.phone.PhoneOptions;
import dev.parley.interop.phone.ReceivedText;
import dev.parley.interop.phone.TestPhone;
import dev.parley.pbx.PbxState;
import dev.parley.room.Room;
import dev.parley.room.RoomId;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A real Asterisk, a Parley with a focus in front of it, and phones that call room 3001 there. */
final class FocusChat implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(30);

    /** A BYE that nobody answers is repeated for 32 s (RFC 3261 §17.1.2.2). */
    static final Duration GONE = Duration.ofSeconds(40);

    static final String ROOM = "3001";
    private static final RoomId ID = new RoomId("main", ROOM);

    private final Lab lab;
    private final TcpRelay ami;
    private final InetSocketAddress focus;
    private final Parley parley;
    private final List<TestPhone> callers = new ArrayList<>();

    /** @param section {@code sip} of its configuration */
    private FocusChat(Lab lab, InetSocketAddress focus, String section) {
        this.lab = lab;
        this.focus = focus;
        this.ami = TcpRelay.to(lab.server().amiPort());
        this.parley = Parley.start(Settings.of(lab.server())
                .withAmiPort(ami.port())
                .withRate(new Rate(1000, 1000))
                .withSip(section)
                .config());
        awaitAttached();
    }

    static FocusChat on(Release release) {
        return on(release, "");
    }

    /** @param more what else stands under {@code focus}, line by line */
    static FocusChat on(Release release, String more) {
        return on(release, () -> new InetSocketAddress("127.0.0.1", FreePort.udpAndTcp()), more);
    }

    static FocusChat on(Release release, Supplier<InetSocketAddress> focus, String more) {
        return on(release, AsteriskOptions.standard(), focus, more);
    }

    static FocusChat on(Release release, AsteriskOptions options, Supplier<InetSocketAddress> focus, String more) {
        Lab lab = Lab.on(release, options);
        try {
            InetSocketAddress address = focus.get();
            return new FocusChat(
                    lab, address, FocusSection.of(address, lab.server().sipPort(), more));
        } catch (RuntimeException e) {
            lab.close();
            throw e;
        }
    }

    /** One that takes calls over TLS too. */
    static FocusChat secure(Release release, int tls, Keystore key) {
        Lab lab = Lab.on(release, AsteriskOptions.standard());
        try {
            InetSocketAddress address = new InetSocketAddress("127.0.0.1", FreePort.udpAndTcp());
            return new FocusChat(
                    lab,
                    address,
                    FocusSection.secure(address, tls, key, lab.server().sipPort()));
        } catch (RuntimeException e) {
            lab.close();
            throw e;
        }
    }

    /**
     * For real phones: Linphone subscribes at port 5060 of the focus, and sends what is for the PBX's address to the PBX,
     * whatever the port.
     */
    static InetSocketAddress ownAddress() {
        int last = ThreadLocalRandom.current().nextInt(2, 255);
        return new InetSocketAddress("127.0.91." + last, 5060);
    }

    AsteriskServer asterisk() {
        return lab.server();
    }

    /** The way of Parley's own connections to Asterisk. */
    TcpRelay ami() {
        return ami;
    }

    /** Where phones call. */
    InetSocketAddress focus() {
        return focus;
    }

    Parley parley() {
        return parley;
    }

    /** A phone that calls through the focus. */
    PhoneOptions options(String user) {
        return PhoneOptions.of(user, focus);
    }

    TestPhone phone(String user) {
        return phone(options(user));
    }

    TestPhone phone(PhoneOptions options) {
        TestPhone phone = new TestPhone(options);
        callers.add(phone);
        return phone;
    }

    /** A phone in a call through the focus, and its room's member. */
    TestPhone member(String user) {
        TestPhone phone = phone(user);
        call(phone);
        return phone;
    }

    /** Returns when Parley knows one more member. */
    Call call(TestPhone phone) {
        int before = room().members().size();
        Call call = phone.call(ROOM);
        awaitRoom(room -> room.members().size() == before + 1);
        return call;
    }

    /** A registered phone in the room that was sent to the focus and came back: it stays with the PBX. */
    TestPhone direct(String user) {
        int before = room().members().size();
        TestPhone phone = lab.phone(user);
        phone.call("sip:" + ROOM + "@127.0.0.1:" + lab.server().sipPort() + ";pt=used");
        awaitRoom(room -> room.members().size() == before + 1);
        return phone;
    }

    /** A phone that has the PBX as its server, and calls nobody yet. */
    TestPhone registered(String user) {
        return lab.phone(user);
    }

    /** What the PBX answers to its call, once it has heard that Parley takes calls: where to call instead. */
    CallFailed redirected(TestPhone phone) {
        return Await.answer(SOON, () -> sentOn(phone))
                .orElseThrow(() -> new AssertionError(
                        "Asterisk keeps its calls\n" + lab.server().logTail(50)));
    }

    private static Optional<CallFailed> sentOn(TestPhone phone) {
        try {
            phone.call(ROOM).hangUp();
            return Optional.empty();
        } catch (CallFailed failed) {
            return Optional.of(failed).filter(answer -> answer.status() == 302);
        }
    }

    Room room() {
        return parley.rooms().get(ID);
    }

    void awaitRoom(Predicate<Room> condition) {
        if (Await.answer(SOON, () -> Optional.of(room()).filter(condition)).isEmpty()) {
            throw new AssertionError("the room never became so: " + room());
        }
    }

    /** What Asterisk says of the only member's channel. */
    String channelSays(RawAmi lab, String function) {
        return lab.getvar(onlyMember(lab), function);
    }

    /** The channel of the only member, as Asterisk lists it. */
    static String onlyMember(RawAmi lab) {
        AmiFrame member = Lab.awaitMembers(lab, ROOM, 1).getFirst();
        return member.header("Channel").orElseThrow();
    }

    void awaitNoCalls() {
        awaitCalls(0);
    }

    void awaitCalls(int wanted) {
        if (Await.answer(GONE, () -> Optional.of(parley.focusCalls()).filter(count -> count == wanted))
                .isEmpty()) {
            throw new AssertionError(parley.focusCalls() + " calls are in the focus, not " + wanted);
        }
    }

    void awaitLost() {
        if (Await.answer(
                        SOON,
                        () -> Optional.of(parley.states())
                                .filter(states -> states.stream().noneMatch(PbxState::isUp)))
                .isEmpty()) {
            throw new AssertionError("Asterisk is still in sight");
        }
    }

    void awaitAttached() {
        if (Await.answer(
                        SOON,
                        () -> Optional.of(parley.states())
                                .filter(states -> states.stream().allMatch(PbxState::isUp)))
                .isEmpty()) {
            throw new AssertionError(parley.states() + "\n" + lab.server().logTail(50));
        }
    }

    static void awaitBody(TestPhone phone, String body) {
        if (phone.awaitText(text -> text.body().equals(body), SOON).isEmpty()) {
            throw new AssertionError(phone.user() + " never read \"" + body + "\" but " + bodies(phone));
        }
    }

    static List<String> bodies(TestPhone phone) {
        return phone.texts().stream().map(ReceivedText::body).toList();
    }

    void everybodyLeaves() {
        callers.forEach(TestPhone::goodbye);
        callers.forEach(TestPhone::close);
        callers.clear();
        lab.closePhones();
        awaitRoom(Room::isEmpty);
        awaitNoCalls();
    }

    @Override
    public void close() {
        parley.close();
        callers.forEach(TestPhone::close);
        ami.close();
        lab.close();
    }
}
