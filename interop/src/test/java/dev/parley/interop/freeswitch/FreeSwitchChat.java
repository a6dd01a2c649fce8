package dev.parley.interop.freeswitch;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.Parley;
import dev.parley.chat.Rate;
import dev.parley.chat.TextTrace;
import dev.parley.config.AdminConfig;
import dev.parley.config.ChatConfig;
import dev.parley.config.Config;
import dev.parley.config.ConfigFile;
import dev.parley.config.FreeSwitchConfig;
import dev.parley.config.RoomPattern;
import dev.parley.config.Secret;
import dev.parley.interop.Await;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.OutgoingText;
import dev.parley.interop.phone.PhoneOptions;
import dev.parley.interop.phone.ReceivedText;
import dev.parley.interop.phone.TestPhone;
import dev.parley.pbx.PbxState;
import dev.parley.room.Member;
import dev.parley.room.Room;
import dev.parley.room.RoomId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A real FreeSWITCH, a Parley attached to it, and phones in its rooms. */
final class FreeSwitchChat implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(30);
    static final RoomId ROOM = new RoomId("main", "3001");
    private static final List<String> USERS = List.of("alice", "bob", "carol", "dave");

    private final FreeSwitchServer server;
    private final Parley parley;
    private final List<TestPhone> phones = new ArrayList<>();

    private FreeSwitchChat(FreeSwitchServer server, int eventSocketPort, boolean confirm) {
        this.server = server;
        this.parley = Parley.start(config(server, eventSocketPort, confirm));
        awaitAttached();
    }

    /** Skips the test, with the reason, where no FreeSWITCH is installed. */
    static FreeSwitchServer startServer(String... more) {
        Optional<FreeSwitchInstall> install = FreeSwitchInstall.find();
        assumeTrue(install.isPresent(), FreeSwitchInstall.VARIABLE + " names no installed FreeSWITCH");
        List<String> users = new ArrayList<>(USERS);
        users.addAll(List.of(more));
        return FreeSwitchServer.start(install.orElseThrow(), Path.of("..", "dialplan", "freeswitch"), users);
    }

    static FreeSwitchChat on(FreeSwitchServer server) {
        return new FreeSwitchChat(server, server.eventSocketPort(), false);
    }

    static FreeSwitchChat behind(FreeSwitchServer server, int eventSocketPort) {
        return new FreeSwitchChat(server, eventSocketPort, false);
    }

    static FreeSwitchChat confirming(FreeSwitchServer server) {
        return new FreeSwitchChat(server, server.eventSocketPort(), true);
    }

    static Config config(FreeSwitchServer server, int eventSocketPort, boolean confirm) {
        Config defaults = ConfigFile.defaults(List.of(pbx(server, eventSocketPort, confirm)));
        ChatConfig chat = defaults.chat();
        Rate fast = new Rate(10_000, 10_000);
        return new Config(
                defaults.pbxs(),
                defaults.links(),
                new ChatConfig(
                        chat.types(), 65_536, fast, fast, chat.duplicates(), chat.expiry(), chat.lane(), chat.drain()),
                defaults.trace(),
                new AdminConfig(true, "127.0.0.1", 0),
                defaults.profiles());
    }

    static FreeSwitchConfig pbx(FreeSwitchServer server, int eventSocketPort, boolean confirm) {
        return new FreeSwitchConfig(
                "main",
                "127.0.0.1",
                eventSocketPort,
                Optional.empty(),
                new Secret(FreeSwitchServer.PASSWORD),
                "127.0.0.1:" + server.sipPort(),
                FreeSwitchServer.PROFILE,
                confirm,
                Duration.ofSeconds(1),
                Duration.ofSeconds(3),
                List.of(new RoomPattern(Pattern.compile("30[0-9]{2}"))));
    }

    Parley parley() {
        return parley;
    }

    FreeSwitchServer server() {
        return server;
    }

    static PhoneOptions options(FreeSwitchServer server, String user) {
        return PhoneOptions.of(user, server.sipAddress())
                .withPassword(user + "secret")
                .withDisplay(Character.toUpperCase(user.charAt(0)) + user.substring(1));
    }

    PhoneOptions options(String user) {
        return options(server, user);
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

    /**
     * Returns when FreeSWITCH has taken the text. It answers 500 to some requests that answer a challenge within a
     * millisecond, and takes few of these (1.11): they are sent again.
     */
    static void write(TestPhone phone, OutgoingText text) {
        var last = new AtomicInteger();
        if (Await.answer(SOON, () -> {
                    last.set(phone.sendMessage(
                                    "3001", text.withCallId(UUID.randomUUID().toString()))
                            .status());
                    return last.get() == 500 ? Optional.empty() : Optional.of(last);
                })
                .filter(status -> status.get() == 202)
                .isEmpty()) {
            throw new AssertionError(phone.user() + "'s text was not taken: " + last);
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
