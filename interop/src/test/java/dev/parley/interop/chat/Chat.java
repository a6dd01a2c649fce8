package dev.parley.interop.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Parley;
import dev.parley.chat.TextTrace;
import dev.parley.interop.Await;
import dev.parley.interop.asterisk.AsteriskOptions;
import dev.parley.interop.asterisk.AsteriskServer;
import dev.parley.interop.asterisk.Lab;
import dev.parley.interop.asterisk.Release;
import dev.parley.interop.connector.Settings;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.PhoneOptions;
import dev.parley.interop.phone.ReceivedText;
import dev.parley.interop.phone.TestPhone;
import dev.parley.pbx.PbxState;
import dev.parley.room.Member;
import dev.parley.room.Room;
import dev.parley.room.RoomId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A real Asterisk, a Parley attached to it, and phones in its rooms. */
public final class Chat implements AutoCloseable {
    public static final Duration SOON = Duration.ofSeconds(30);
    private static final RoomId ROOM = new RoomId("main", "3001");

    private final Lab lab;
    private final Parley parley;
    private final List<TestPhone> unregistered = new ArrayList<>();

    private Chat(Lab lab, Settings settings) {
        this.lab = lab;
        this.parley = Parley.start(settings.config());
        awaitAttached();
    }

    static Chat on(Release release) {
        return on(release, AsteriskOptions.standard(), Settings::of);
    }

    static Chat on(Release release, AsteriskOptions options, Function<AsteriskServer, Settings> settings) {
        Lab lab = Lab.on(release, options);
        try {
            return new Chat(lab, settings.apply(lab.server()));
        } catch (RuntimeException e) {
            lab.close();
            throw e;
        }
    }

    AsteriskServer asterisk() {
        return lab.server();
    }

    Parley parley() {
        return parley;
    }

    PhoneOptions options(String user) {
        return lab.options(user);
    }

    TestPhone phone(String user) {
        return lab.phone(user);
    }

    TestPhone phone(PhoneOptions options) {
        return lab.phone(options);
    }

    /** A phone that has told nobody where it is. */
    TestPhone unregistered(PhoneOptions options) {
        var phone = new TestPhone(options);
        unregistered.add(phone);
        return phone;
    }

    /** A registered phone that is a member of room 3001, and known as one to Parley. */
    TestPhone member(String user) {
        return member(lab.options(user));
    }

    TestPhone member(PhoneOptions options) {
        return members(List.of(options)).getFirst();
    }

    /** Several at once: Asterisk lets a phone without audio into a room after half a second only. */
    List<TestPhone> members(String... users) {
        return members(Stream.of(users).map(lab::options).toList());
    }

    List<TestPhone> members(List<PhoneOptions> options) {
        List<TestPhone> phones = options.stream().map(lab::phone).toList();
        List<Call> calls = phones.stream().map(phone -> phone.call("3001")).toList();
        calls.forEach(this::awaitJoined);
        return phones;
    }

    /** Returns when Parley knows the phone as a member of room 3001. */
    Call call(TestPhone phone, String number) {
        Call call = phone.call(number);
        awaitJoined(call);
        return call;
    }

    private void awaitJoined(Call call) {
        awaitRoom(known -> known.members().stream()
                .anyMatch(member -> member.leg().callId().equals(call.callId())));
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
        if (Await.answer(SOON, () -> Optional.of(parley).filter(Chat::isAttached))
                .isEmpty()) {
            throw new AssertionError(parley.states() + "\n" + lab.server().logTail(50));
        }
    }

    private static boolean isAttached(Parley parley) {
        return parley.states().stream().allMatch(PbxState::isUp);
    }

    static List<String> bodies(TestPhone phone) {
        return phone.texts().stream().map(ReceivedText::body).toList();
    }

    static void awaitBody(TestPhone phone, String body) {
        if (phone.awaitText(text -> text.body().equals(body), SOON).isEmpty()) {
            throw new AssertionError(phone.user() + " never read \"" + body + "\" but " + bodies(phone));
        }
    }

    /** Nobody of {@code phone} has read anything but these. */
    static void assertOnly(TestPhone phone, String... bodies) {
        assertThat(bodies(phone)).as("what %s read", phone.user()).containsExactly(bodies);
    }

    /** What became of the latest text, as soon as all its copies have come to their end. */
    TextTrace awaitTrace(Predicate<TextTrace> wanted) {
        return Await.answer(
                        SOON,
                        () -> parley.traces().latest(1000).stream()
                                .filter(trace -> trace.isComplete() && wanted.test(trace))
                                .findFirst())
                .orElseThrow(() ->
                        new AssertionError("no such trace in " + parley.traces().latest(1000)));
    }

    /** All phones hang up and go, and Parley has seen it. */
    void everybodyLeaves() {
        unregistered.forEach(TestPhone::goodbye);
        unregistered.forEach(TestPhone::close);
        unregistered.clear();
        lab.closePhones();
        awaitRoom(Room::isEmpty);
    }

    @Override
    public void close() {
        parley.close();
        unregistered.forEach(TestPhone::close);
        lab.close();
    }
}
