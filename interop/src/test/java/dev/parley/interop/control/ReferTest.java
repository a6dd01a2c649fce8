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
import dev.parley.interop.phone.Call;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A phone in a real Asterisk's room refers others to it, and has them thrown out, by Parley's own SIP side. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReferTest {
    private static final RoomId ROOM = new RoomId("main", "3001");

    @TempDir
    private static Path folder = Path.of("");

    private final int port = FreePort.udpAndTcp();
    private Optional<Lab> running = Optional.empty();
    private Optional<Parley> started = Optional.empty();

    @BeforeAll
    void start() throws IOException {
        Lab lab = Lab.on(Release.SID, AsteriskOptions.standard().withDialplan(Originating.files(folder)));
        running = Optional.of(lab);
        started = Optional.of(Parley.start(Settings.of(lab.server())
                .withSip("""
                        listen: [udp:127.0.0.1:%1$d, tcp:127.0.0.1:%1$d]
                        focus:
                          pbx: [{name: main, host: "conf.pbx.example:%1$d", calls: "127.0.0.1:%2$d"}]
                          control:
                            ring: 5s
                            moderators: {users: [alice]}
                            invite: [{users: [alice], who: "bob|carol"}]
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

    private Lab lab() {
        return running.orElseThrow();
    }

    private Parley parley() {
        return started.orElseThrow();
    }

    private void awaitRoom(Predicate<Room> condition) {
        assertThat(Await.answer(
                        SOON, () -> Optional.of(parley().rooms().get(ROOM)).filter(condition)))
                .as("the room")
                .isPresent();
    }

    private TestPhone member(String user) {
        TestPhone phone = lab().phone(throughParley(user));
        phone.call("3001");
        awaitRoom(room -> room.members().stream()
                .anyMatch(member -> member.identity().endpoint().equals(user)));
        return phone;
    }

    /** From the address of the phone's call; the answer. */
    private SipMessage asks(TestPhone phone, String method, String callId, String... more) {
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

    private SipMessage refers(TestPhone phone, String callId, String referTo) {
        return asks(phone, "REFER", callId, "Refer-To: " + referTo);
    }

    private static SipMessage received(TestPhone phone, String callId, Predicate<SipMessage> wanted) {
        return phone.awaitExchange(
                        seen -> seen.isReceived()
                                && seen.message().callId().equals(callId)
                                && wanted.test(seen.message()),
                        SOON)
                .map(Exchange::message)
                .orElseThrow(() -> new AssertionError(phone.exchanges()));
    }

    private static String outcome(TestPhone phone, String callId) {
        return received(
                        phone,
                        callId,
                        message -> message.header("Subscription-State")
                                .filter(state -> state.startsWith("terminated"))
                                .isPresent())
                .text();
    }

    @Test
    void whom_a_member_refers_to_the_room_is_called_and_joins() {
        TestPhone alice = member("alice");
        TestPhone bob = lab().phone("bob");

        assertThat(refers(alice, "refer-1", "<sip:bob@conf.pbx.example>").status())
                .isEqualTo(200);

        Call call = bob.awaitIncomingCall(SOON).orElseThrow();
        assertThat(outcome(alice, "refer-1")).isEqualTo("SIP/2.0 200 OK\r\n");
        awaitRoom(room -> room.members().stream()
                .anyMatch(member -> member.leg().callId().equals(call.callId())
                        && member.id().value().startsWith("parley-")));
    }

    @Test
    void a_moderator_has_somebody_thrown_out() {
        TestPhone alice = member("alice");
        TestPhone bob = member("bob");

        assertThat(refers(alice, "refer-2", "<sip:bob@conf.pbx.example;method=BYE>")
                        .status())
                .isEqualTo(200);

        assertThat(outcome(alice, "refer-2")).isEqualTo("SIP/2.0 200 OK\r\n");
        awaitRoom(room -> room.members().size() == 1);
        assertThat(refers(bob, "refer-3", "<sip:alice@conf.pbx.example;method=BYE>")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void who_is_busy_or_has_no_phone_does_not_come() {
        TestPhone alice = member("alice");
        lab().phone("bob").answersCallsWith(486);

        refers(alice, "refer-4", "<sip:bob@conf.pbx.example>");
        refers(alice, "refer-5", "<sip:carol@conf.pbx.example>");

        assertThat(outcome(alice, "refer-4")).startsWith("SIP/2.0 486 ");
        assertThat(outcome(alice, "refer-5")).startsWith("SIP/2.0 404 ");
    }

    @Test
    void a_transfer_key_inside_a_call_through_parley_calls_somebody_in() {
        Call call = lab().phone(throughParley("alice")).call("3001");
        awaitRoom(room -> room.members().size() == 1);
        TestPhone bob = lab().phone("bob");

        assertThat(call.refer("<sip:bob@conf.pbx.example>").status()).isEqualTo(200);

        assertThat(bob.awaitIncomingCall(SOON)).isPresent();
        assertThat(call.notified().await(told -> told.text().equals("SIP/2.0 100 Trying\r\n"), SOON))
                .isPresent();
        assertThat(call.notified().await(told -> told.text().equals("SIP/2.0 200 OK\r\n"), SOON))
                .isPresent();
        awaitRoom(room -> room.members().size() == 2);
    }

    @Test
    void a_call_to_the_factory_gets_a_room_of_its_own_that_ends_with_it() {
        Call call =
                lab().phone(throughParley("erin").withPassword("erinsecret")).call("conference");
        Room made = Await.answer(
                        SOON,
                        () -> parley().rooms().all().stream()
                                .filter(room -> room.id().name().startsWith("305") && !room.isEmpty())
                                .findFirst())
                .orElseThrow();
        Call guest = lab().phone(throughParley("bob")).call(made.id().name());
        assertThat(Await.answer(
                        SOON,
                        () -> Optional.of(parley().rooms().get(made.id()))
                                .filter(room -> room.members().size() == 2)))
                .isPresent();

        call.hangUp();

        assertThat(guest.awaitEnd(SOON)).isTrue();
    }

    private PhoneOptions throughParley(String user) {
        return PhoneOptions.of(user, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    @Test
    void the_room_tells_what_its_focus_can() {
        SipMessage answer = asks(member("alice"), "OPTIONS", "options-1");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Contact")).hasValue("<sip:3001@conf.pbx.example:" + port + ";gr=focus>;isfocus");
        assertThat(said(answer, "Allow")).contains("MESSAGE", "OPTIONS", "REFER", "SUBSCRIBE");
        assertThat(said(answer, "Allow-Events")).contains("conference", "refer");
        assertThat(said(answer, "Supported")).contains("norefersub", "tdialog");
        assertThat(said(answer, "Accept")).contains("application/sdp", "message/sipfrag", "text/plain", "message/cpim");
    }

    private static List<String> said(SipMessage message, String name) {
        return message.headers(name).stream()
                .flatMap(value -> List.of(value.split(" *, *", -1)).stream())
                .toList();
    }
}
