package dev.parley.interop.kamailio;

import static dev.parley.interop.kamailio.Front.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.Parley;
import dev.parley.interop.Await;
import dev.parley.interop.ami.RawAmi;
import dev.parley.interop.asterisk.AsteriskOptions;
import dev.parley.interop.asterisk.Lab;
import dev.parley.interop.asterisk.Release;
import dev.parley.interop.client.Baresip;
import dev.parley.interop.client.RealClient;
import dev.parley.interop.client.Servers;
import dev.parley.interop.connector.Settings;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.CallFailed;
import dev.parley.interop.phone.Exchange;
import dev.parley.interop.phone.PhoneOptions;
import dev.parley.interop.phone.ReceivedText;
import dev.parley.interop.phone.SipMessage;
import dev.parley.interop.phone.TestPhone;
import dev.parley.pbx.PbxState;
import dev.parley.room.Flag;
import dev.parley.room.Room;
import dev.parley.room.RoomId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Phones, a real Kamailio with the shipped files, the real focus of Parley behind it, and a real Asterisk behind that. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FocusBehindTest {
    private static final String ROOM = "3001";

    private Optional<Lab> lab = Optional.empty();
    private Optional<KamailioServer> kamailio = Optional.empty();
    private Optional<Parley> running = Optional.empty();
    private Optional<Settings> settings = Optional.empty();
    private final List<TestPhone> phones = new ArrayList<>();

    @BeforeAll
    void start() {
        KamailioInstall install = Front.install();
        lab = Optional.of(Lab.on(Release.SID, AsteriskOptions.standard()));
        KamailioOptions options = KamailioOptions.onFreePort()
                .withPbx(lab.get().server().sipPort())
                .with("WITH_PARLEY_FOCUS")
                .with("WITH_AUTH")
                .with("PARLEY_RESPITE=0")
                .with("PARLEY_PATIENCE=3000"); // what Parley does for the first time takes its time
        kamailio = Optional.of(KamailioServer.start(install, options));
        settings = Optional.of(Settings.of(lab.get().server())
                .withSip("""
                listen: ["udp:127.0.0.1:%1$d", "tcp:127.0.0.1:%1$d"]
                realm: rooms
                trusted: ["127.0.0.1:%2$d"]
                direct: yes
                proxy: "sip:127.0.0.1:%2$d;lr"
                focus:
                  pbx: [{name: main, host: "127.0.0.1:%1$d", calls: "127.0.0.1:%3$d"}]
                """.formatted(options.parley(), options.port(), options.pbx())));
        begin();
    }

    private void begin() {
        running = Optional.of(Parley.start(settings.orElseThrow().config()));
        assertThat(Await.answer(
                        SOON,
                        () -> Optional.of(parley().states())
                                .filter(states -> states.stream().allMatch(PbxState::isUp))))
                .isPresent();
    }

    @AfterEach
    void everybody_leaves() {
        phones.forEach(TestPhone::goodbye);
        phones.forEach(TestPhone::close);
        phones.clear();
    }

    @AfterAll
    void stop() {
        running.ifPresent(Parley::close);
        kamailio.ifPresent(KamailioServer::close);
        lab.ifPresent(Lab::close);
    }

    @Test
    void a_call_goes_through_the_focus_and_back_to_nobody_when_the_phone_hangs_up() {
        TestPhone alice = registered("alice");
        Call call = member(alice);
        awaitCalls(1);
        assertThat(isAtFocus(call)).isTrue();
        assertThat(call.hold().status()).isEqualTo(200);
        assertThat(call.unhold().status()).isEqualTo(200);

        call.hangUp();

        awaitRoom(Room::isEmpty);
        awaitCalls(0);
    }

    /** Asterisk → Parley → Kamailio → phone: each by the route set of its own dialog. */
    @ParameterizedTest
    @ValueSource(strings = {"INVITE", "UPDATE"})
    void asterisk_may_refresh_the_session_through_both(String method) {
        TestPhone alice = registered("alice");
        Call call = member(alice);

        refresh(method);

        SipMessage refresh = alice.awaitExchange(exchange -> isRefresh(exchange, method), SOON)
                .map(Exchange::message)
                .orElseThrow(() -> new AssertionError(log()));
        assertThat(refresh.headers("Via"))
                .as("Kamailio's and Parley's")
                .hasSize(2)
                .first()
                .asString()
                .contains("127.0.0.1:" + kamailio.orElseThrow().sipPort());
        assertThat(refresh.headers("Route")).isEmpty();
        // Asterisk may not have heard the answer yet: until then a phone is told to try again (RFC 3261 §14.1).
        assertThat(Await.answer(SOON, () -> Optional.of(call.hold().status()).filter(status -> status != 491)))
                .contains(200);
        call.hangUp();
        awaitRoom(Room::isEmpty);
        awaitCalls(0);
    }

    private void refresh(String method) {
        try (RawAmi ami = lab.orElseThrow().server().lab()) {
            String channel =
                    Lab.awaitMembers(ami, ROOM, 1).getFirst().header("Channel").orElseThrow();
            ami.ask(
                    "Setvar",
                    "Channel: " + channel,
                    "Variable: PJSIP_SEND_SESSION_REFRESH()",
                    "Value: " + method.toLowerCase(Locale.ROOT));
        }
    }

    private static boolean isRefresh(Exchange exchange, String method) {
        return exchange.isReceived()
                && exchange.message().isRequest()
                && exchange.message().method().equals(method)
                && exchange.message().tag("To").isPresent();
    }

    @Test
    void asterisk_hangs_up_through_both() {
        TestPhone alice = registered("alice");
        Call call = member(alice);

        lab.orElseThrow().server().cli("channel request hangup all");

        assertThat(call.awaitEnd(SOON)).as(this::log).isTrue();
        awaitCalls(0);
    }

    @Test
    void asterisk_asks_for_the_password_through_both() {
        TestPhone erin = registered("erin");
        member(erin);
        assertThat(parley().rooms().get(new RoomId("main", ROOM)).members())
                .singleElement()
                .satisfies(
                        member -> assertThat(member.identity().authenticated()).isTrue());
    }

    @Test
    void texts_inside_of_calls_reach_each_other() {
        TestPhone alice = registered("alice");
        Call ofAlice = member(alice);
        TestPhone bob = registered("bob");
        Call ofBob = member(bob);

        assertThat(ofAlice.sendMessage("hello Bob").status()).isEqualTo(202);
        awaitBody(bob, "Alice A: hello Bob");
        assertThat(ofBob.sendMessage("hello Alice").status()).isEqualTo(202);
        awaitBody(alice, "Bob B: hello Alice");

        assertThat(alice.texts()).extracting(ReceivedText::body).containsExactly("Bob B: hello Alice");
        assertThat(bob.texts()).extracting(ReceivedText::body).containsExactly("Alice A: hello Bob");
    }

    @Test
    void copies_of_a_text_outside_of_calls_leave_through_kamailio() {
        TestPhone alice = registered("alice");
        member(alice);
        TestPhone bob = registered("bob");
        member(bob);

        assertThat(alice.sendMessage(ROOM, "hello from outside").status()).isEqualTo(202);

        awaitBody(bob, "Alice A: hello from outside");
        assertThat(vias(bob))
                .as("Kamailio's and Parley's")
                .hasSize(2)
                .first()
                .asString()
                .contains("127.0.0.1:" + kamailio.orElseThrow().sipPort());
        assertThat(alice.texts()).isEmpty();
    }

    @Test
    void whom_kamailio_does_not_find_is_written_to_by_the_pbx() {
        TestPhone alice = registered("alice");
        member(alice);
        TestPhone carol = lab.orElseThrow().phone("carol");
        carol.call("sip:" + ROOM + "@127.0.0.1:" + lab.orElseThrow().server().sipPort() + ";pt=used");
        awaitRoom(room -> room.members().size() == 2);

        assertThat(alice.sendMessage(ROOM, "hello Carol").status()).isEqualTo(202);

        awaitBody(carol, "Alice A: hello Carol");
        lab.orElseThrow().closePhones();
    }

    /** For five seconds after Parley has fallen silent it thinks so. */
    @Test
    void asterisk_keeps_a_call_that_comes_in_place_of_a_silent_parley_although_it_thinks_that_parley_takes_calls() {
        awaitTold();
        parley().close();
        try (Parley mute = Parley.start(Settings.of(lab.orElseThrow().server()).config());
                RawAmi ami = lab.orElseThrow().server().lab()) {
            assertThat(mute.adminPort()).isPresent();
            TestPhone bob = lab.orElseThrow().phone("bob");
            assertThat(Await.answer(SOON, () -> {
                        ami.ask("Setvar", "Variable: PARLEY_FOCUS_UNTIL", "Value: 9999999999");
                        return Optional.ofNullable(catchThrowableOfType(
                                        CallFailed.class, () -> bob.call(ROOM).hangUp()))
                                .filter(failed -> failed.status() == 302);
                    }))
                    .isPresent();

            Call call = registered("alice").call(ROOM);

            Lab.awaitMembers(ami, ROOM, 1);
            call.hangUp();
            Lab.awaitMembers(ami, ROOM, 0);
        } finally {
            lab.orElseThrow().closePhones();
            begin();
        }
    }

    /** Parley says every two seconds where it takes calls. */
    private void awaitTold() {
        try (RawAmi ami = lab.orElseThrow().server().lab()) {
            assertThat(Await.answer(
                            SOON,
                            () -> ami.ask("Getvar", "Variable: PARLEY_FOCUS")
                                    .header("Value")
                                    .filter(told -> !told.isEmpty())))
                    .isPresent();
        }
    }

    @Test
    void when_parley_has_ended_calls_are_asterisks() {
        parley().close();
        try {
            TestPhone alice = registered("alice");
            Call call = alice.call(ROOM);
            assertThat(isAtFocus(call)).isFalse();
            try (RawAmi ami = lab.orElseThrow().server().lab()) {
                Lab.awaitMembers(ami, ROOM, 1);
                call.hangUp();
                Lab.awaitMembers(ami, ROOM, 0);
            }
        } finally {
            begin();
        }
    }

    /** Kamailio asks it for its password for each text. */
    @Test
    void a_real_phone_calls_writes_holds_and_hangs_up_through_both() {
        Assumptions.assumeTrue(Baresip.isInstalled(), Baresip.PROGRAM + " is not installed");
        TestPhone alice = registered("alice");
        Call ofAlice = member(alice);
        try (RealClient baresip =
                Baresip.start("bob", Servers.only(kamailio.orElseThrow().sipAddress()), ROOM)) {
            baresip.call(ROOM);
            awaitRoom(room -> room.members().size() == 2);
            awaitCalls(2);

            baresip.write(ROOM, "hello from a real phone");
            awaitBody(alice, "Bob B: hello from a real phone");
            assertThat(ofAlice.sendMessage("hello from Alice").status()).isEqualTo(202);
            baresip.awaitShown("hello from Alice");

            baresip.hold();
            awaitRoom(room -> isHeld(room, "bob"));
            baresip.resume();
            awaitRoom(room -> !isHeld(room, "bob"));

            baresip.hangUp();
            awaitRoom(room -> room.members().size() == 1);
            awaitCalls(1);
        }
    }

    private static boolean isHeld(Room room, String user) {
        return room.members().stream()
                .anyMatch(member -> member.identity().endpoint().equals(user)
                        && member.flags().contains(Flag.HELD));
    }

    private TestPhone registered(String user) {
        TestPhone phone = new TestPhone(
                PhoneOptions.of(user, kamailio.orElseThrow().sipAddress()).withPassword(user + "secret"));
        phones.add(phone);
        assertThat(phone.register().status()).isEqualTo(200);
        return phone;
    }

    /** Returns when Parley knows one more member. */
    private Call member(TestPhone phone) {
        int before = parley().rooms().get(new RoomId("main", ROOM)).members().size();
        Call call = phone.call(ROOM);
        awaitRoom(room -> room.members().size() == before + 1);
        return call;
    }

    private boolean isAtFocus(Call call) {
        return call.target().contains(";gr=focus");
    }

    private Parley parley() {
        return running.orElseThrow();
    }

    private void awaitRoom(Predicate<Room> condition) {
        assertThat(Await.answer(
                        SOON,
                        () -> Optional.of(parley().rooms().get(new RoomId("main", ROOM)))
                                .filter(condition)))
                .as(this::log)
                .isPresent();
    }

    private void awaitCalls(int wanted) {
        assertThat(Await.answer(SOON, () -> Optional.of(parley().focusCalls()).filter(count -> count == wanted)))
                .as(this::log)
                .isPresent();
    }

    private void awaitBody(TestPhone phone, String body) {
        assertThat(phone.awaitText(text -> text.body().equals(body), SOON))
                .as("%s, but %s has read %s", body, phone.user(), phone.texts())
                .isPresent();
    }

    private static List<String> vias(TestPhone phone) {
        return phone.exchanges().stream()
                .filter(Exchange::isReceived)
                .map(Exchange::message)
                .filter(message -> message.isRequest() && message.method().equals("MESSAGE"))
                .flatMap(message -> message.headers("Via").stream())
                .toList();
    }

    private String log() {
        return kamailio.orElseThrow().log() + lab.orElseThrow().server().logTail(30);
    }
}
