package dev.parley.interop.control;

import static dev.parley.interop.control.Switchboard.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Parley;
import dev.parley.interop.Await;
import dev.parley.interop.FreePort;
import dev.parley.interop.asterisk.AsteriskOptions;
import dev.parley.interop.asterisk.Lab;
import dev.parley.interop.asterisk.Release;
import dev.parley.interop.connector.Settings;
import dev.parley.interop.phone.Exchange;
import dev.parley.interop.phone.PhoneOptions;
import dev.parley.interop.phone.SipMessage;
import dev.parley.interop.phone.TestPhone;
import dev.parley.pbx.PbxState;
import dev.parley.room.Room;
import dev.parley.room.RoomId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A real Asterisk with a Parley whose rooms take REFER. Alice is a moderator; she and Dave may call Bob and Carol in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Referring {
    static final RoomId ROOM = new RoomId("main", "3001");

    @TempDir
    private static Path folder = Path.of("");

    final int port = FreePort.udpAndTcp();
    private Optional<Lab> running = Optional.empty();
    private Optional<Parley> started = Optional.empty();

    @BeforeAll
    void start() throws IOException {
        Lab lab = Lab.on(Release.SID, AsteriskOptions.standard().withDialplan(Originating.files(folder)));
        running = Optional.of(lab);
        startParley(lab);
    }

    private void startParley(Lab lab) {
        started = Optional.of(Parley.start(Settings.of(lab.server())
                .withSip("""
                        listen: [udp:127.0.0.1:%1$d, tcp:127.0.0.1:%1$d]
                        focus:
                          pbx: [{name: main, host: "conf.pbx.example:%1$d", calls: "127.0.0.1:%2$d"}]
                          control:
                            ring: 2m
                            moderators: {users: [alice]}
                            invite: [{users: [alice, dave], who: "bob|carol"}]
                            factory: {pbx: main, rooms: 3050-3059, users: [erin]}
                            limits: {rate-per-user: 1000/s burst 1000, rate-per-room: 1000/s burst 1000}
                        """.formatted(port, lab.server().sipPort()))
                .config()));
        assertThat(Await.answer(
                        SOON,
                        () -> Optional.of(parley().states())
                                .filter(states -> states.stream().allMatch(PbxState::isUp))))
                .isPresent();
    }

    /** Ends it in order, and starts it again. */
    void restart(Runnable meanwhile) {
        parley().close();
        meanwhile.run();
        startParley(lab());
    }

    @AfterEach
    void everybody_leaves() {
        lab().closePhones();
        awaitRoom(Room::isEmpty);
    }

    @AfterAll
    void stop() {
        started.ifPresent(Parley::close);
        running.ifPresent(Lab::close);
    }

    Lab lab() {
        return running.orElseThrow();
    }

    Parley parley() {
        return started.orElseThrow();
    }

    void awaitRoom(Predicate<Room> condition) {
        assertThat(Await.answer(
                        SOON, () -> Optional.of(parley().rooms().get(ROOM)).filter(condition)))
                .as("the room")
                .isPresent();
    }

    TestPhone member(String user) {
        TestPhone phone = lab().phone(throughParley(user));
        phone.call("3001");
        awaitRoom(room -> room.members().stream()
                .anyMatch(member -> member.identity().endpoint().equals(user)));
        return phone;
    }

    /** From the address of the phone's call; the answer. */
    SipMessage asks(TestPhone phone, String method, String callId, String... more) {
        phone.expectsNotifies(callId);
        String request = method + " sip:3001@conf.pbx.example SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" + phone.port()
                + ";branch=z9hG4bK" + UUID.randomUUID() + ";rport\r\nFrom: <sip:" + phone.user()
                + "@pbx.example>;tag=1\r\nTo: <sip:3001@conf.pbx.example>\r\nCall-ID: " + callId + "\r\nCSeq: 1 "
                + method
                + "\r\nMax-Forwards: 70\r\nContact: <" + phone.contact() + ">\r\n" + String.join("\r\n", more)
                + (more.length == 0 ? "" : "\r\n") + "Content-Length: 0\r\n\r\n";
        phone.sendRaw(
                request.getBytes(StandardCharsets.UTF_8),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return received(phone, callId, message -> !message.isRequest());
    }

    SipMessage refers(TestPhone phone, String callId, String referTo) {
        return asks(phone, "REFER", callId, "Refer-To: " + referTo);
    }

    static SipMessage received(TestPhone phone, String callId, Predicate<SipMessage> wanted) {
        return received(phone, message -> message.callId().equals(callId) && wanted.test(message));
    }

    static SipMessage received(TestPhone phone, Predicate<SipMessage> wanted) {
        return phone.awaitExchange(seen -> seen.isReceived() && wanted.test(seen.message()), SOON)
                .map(Exchange::message)
                .orElseThrow(() -> new AssertionError(phone.exchanges()));
    }

    static String outcome(TestPhone phone, String callId) {
        return received(
                        phone,
                        callId,
                        message -> message.header("Subscription-State")
                                .filter(state -> state.startsWith("terminated"))
                                .isPresent())
                .text();
    }

    PhoneOptions throughParley(String user) {
        return PhoneOptions.of(user, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }
}
