package dev.parley.interop.freeswitch;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.Parley;
import dev.parley.chat.TextTrace;
import dev.parley.interop.Await;
import dev.parley.interop.connector.FreeSwitchSettings;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.Exchange;
import dev.parley.interop.phone.OutgoingText;
import dev.parley.interop.phone.PhoneOptions;
import dev.parley.interop.phone.ReceivedText;
import dev.parley.interop.phone.SipMessage;
import dev.parley.interop.phone.TestPhone;
import dev.parley.pbx.PbxState;
import dev.parley.room.Member;
import dev.parley.room.Room;
import dev.parley.room.RoomId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** A real FreeSWITCH, a Parley attached to it, and phones in its rooms. */
final class FreeSwitchChat implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(30);
    static final String CONFERENCE_INFO = "application/conference-info+xml";
    static final RoomId ROOM = new RoomId("main", "3001");
    private static final List<String> USERS = List.of("alice", "bob", "carol", "dave");

    private final FreeSwitchServer server;
    private final Parley parley;
    private final List<TestPhone> phones = new ArrayList<>();

    private FreeSwitchChat(FreeSwitchSettings settings) {
        this.server = settings.freeswitch();
        this.parley = Parley.start(settings.config());
        awaitAttached();
    }

    /** Skips the test, with the reason, where no FreeSWITCH is installed. */
    static FreeSwitchServer startServer(String... more) {
        Optional<FreeSwitchInstall> install = FreeSwitchInstall.find();
        assumeTrue(install.isPresent(), FreeSwitchInstall.VARIABLE + " names no installed FreeSWITCH");
        List<String> users = new ArrayList<>(USERS);
        users.addAll(List.of(more));
        return FreeSwitchServer.start(install.orElseThrow(), users);
    }

    static FreeSwitchChat on(FreeSwitchServer server) {
        return new FreeSwitchChat(FreeSwitchSettings.of(server));
    }

    static FreeSwitchChat with(FreeSwitchSettings settings) {
        return new FreeSwitchChat(settings);
    }

    Parley parley() {
        return parley;
    }

    FreeSwitchServer server() {
        return server;
    }

    PhoneOptions options(String user) {
        return server.phone(user).withDisplay(Character.toUpperCase(user.charAt(0)) + user.substring(1));
    }

    TestPhone phone(String user) {
        return phone(options(user));
    }

    /** Registered. */
    TestPhone phone(PhoneOptions options) {
        TestPhone phone = unregistered(options);
        int status = phone.register().status();
        if (status != 200) {
            throw new AssertionError(options.user() + " was not registered: " + status);
        }
        return phone;
    }

    TestPhone unregistered(PhoneOptions options) {
        TestPhone phone = new TestPhone(options);
        phones.add(phone);
        return phone;
    }

    TestPhone member(String user) {
        return member(options(user));
    }

    TestPhone member(PhoneOptions options) {
        TestPhone phone = phone(options);
        call(phone, "3001");
        return phone;
    }

    /** Returns when Parley knows the phone as a member of room 3001. */
    Call call(TestPhone phone, String number) {
        Call call = phone.call(number);
        awaitRoom(room ->
                room.members().stream().anyMatch(member -> member.leg().callId().equals(call.callId())));
        return call;
    }

    Room room() {
        return parley.rooms().get(ROOM);
    }

    Member memberNamed(String endpoint) {
        return room().members().stream()
                .filter(member -> member.identity().endpoint().equals(endpoint))
                .findFirst()
                .orElseThrow();
    }

    void awaitRoom(Predicate<Room> condition) {
        if (Await.answer(SOON, () -> Optional.of(room()).filter(condition)).isEmpty()) {
            throw new AssertionError("the room never became so: " + room());
        }
    }

    void awaitAttached() {
        if (Await.answer(
                        SOON,
                        () -> Optional.of(parley.states())
                                .filter(states -> states.stream().allMatch(PbxState::isUp)))
                .isEmpty()) {
            throw new AssertionError(parley.states());
        }
    }

    void awaitLost() {
        if (Await.answer(
                        SOON,
                        () -> Optional.of(parley.states())
                                .filter(states -> states.stream().noneMatch(PbxState::isUp)))
                .isEmpty()) {
            throw new AssertionError(parley.states());
        }
    }

    /** Returns when FreeSWITCH has taken the text. */
    static void write(TestPhone phone, OutgoingText text) {
        int status = phone.sendMessage("3001", text.withCallId(UUID.randomUUID().toString()))
                .status();
        if (status != 202) {
            throw new AssertionError(phone.user() + "'s text was not taken: " + status);
        }
    }

    static void write(TestPhone phone, String body) {
        write(phone, OutgoingText.plain(body));
    }

    static List<String> bodies(TestPhone phone) {
        return phone.texts().stream().map(ReceivedText::body).toList();
    }

    static void awaitBody(TestPhone phone, String body) {
        if (phone.awaitText(text -> text.body().equals(body), SOON).isEmpty()) {
            throw new AssertionError(phone.user() + " never read \"" + body + "\" but " + bodies(phone));
        }
    }

    static SipMessage awaitNotify(TestPhone phone, Predicate<String> wanted) {
        return phone.awaitExchange(
                        exchange -> exchange.isReceived()
                                && exchange.message().isRequest()
                                && exchange.message().method().equals("NOTIFY")
                                && wanted.test(exchange.message().text()),
                        SOON)
                .map(Exchange::message)
                .orElseThrow(() -> new AssertionError(phone.exchanges()));
    }

    TextTrace awaitTrace(Predicate<TextTrace> wanted) {
        return Await.answer(
                        SOON,
                        () -> parley.traces().latest(1000).stream()
                                .filter(trace -> trace.isComplete() && wanted.test(trace))
                                .findFirst())
                .orElseThrow(() ->
                        new AssertionError("no such trace in " + parley.traces().latest(1000)));
    }

    void everybodyLeaves() {
        phones.forEach(TestPhone::goodbye);
        phones.forEach(TestPhone::close);
        phones.clear();
        awaitRoom(Room::isEmpty);
    }

    @Override
    public void close() {
        parley.close();
        phones.forEach(TestPhone::close);
    }
}
