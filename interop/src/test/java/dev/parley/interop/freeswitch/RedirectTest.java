package dev.parley.interop.freeswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.chat.Text;
import dev.parley.conference.Attendances;
import dev.parley.interop.Await;
import dev.parley.interop.Seen;
import dev.parley.interop.connector.FreeSwitchSettings;
import dev.parley.interop.phone.CallFailed;
import dev.parley.interop.phone.Exchange;
import dev.parley.interop.phone.PhoneOptions;
import dev.parley.interop.phone.TestPhone;
import dev.parley.interop.phone.Transport;
import dev.parley.pbx.FocusAddress;
import dev.parley.pbx.Link;
import dev.parley.pbx.PbxListener;
import dev.parley.pbx.Redirect;
import dev.parley.pbx.freeswitch.FreeSwitchPbx;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the shipped dialplan sends calls on to Parley, and which ones it keeps. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedirectTest {
    private static final Duration SOON = FreeSwitchChat.SOON;
    private static final String FOCUS = "conf.pbx.example:5070";
    private static final Set<String> OWN = Set.of("192.0.2.10:5060", "192.0.2.11:5060");
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Seen<Redirect> redirects = new Seen<>();
    private final List<TestPhone> phones = new ArrayList<>();
    private Optional<FreeSwitchServer> server = Optional.empty();
    private Optional<FreeSwitchPbx> attached = Optional.empty();

    @BeforeAll
    void start() {
        FreeSwitchServer running = FreeSwitchChat.startServer();
        server = Optional.of(running);
        Clock clock = Clock.systemUTC();
        FreeSwitchPbx pbx = new FreeSwitchPbx(
                FreeSwitchSettings.of(running).pbx(),
                new Hearing(),
                new Attendances(room -> Set.of(), name -> "127.0.0.1", clock, room -> {}),
                clock);
        attached = Optional.of(pbx);
        pbx.open();
        assertThat(Await.answer(SOON, () -> Optional.of(pbx.link()).filter(Link.Up.class::isInstance)))
                .isPresent();
    }

    @BeforeEach
    void parley_takes_calls() {
        pbx().takesCalls(new FocusAddress(FOCUS, OWN), LONG);
    }

    @AfterEach
    void everybody_leaves() {
        phones.forEach(TestPhone::goodbye);
        phones.forEach(TestPhone::close);
        phones.clear();
        redirects.forget();
        server.orElseThrow().api("conference 3001 hup all");
        awaitMembers(0);
    }

    @AfterAll
    void stop() {
        attached.ifPresent(FreeSwitchPbx::close);
        server.ifPresent(FreeSwitchServer::close);
    }

    private FreeSwitchPbx pbx() {
        return attached.orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(value = Transport.class, mode = EnumSource.Mode.EXCLUDE, names = "TLS")
    void a_phone_that_calls_a_room_is_sent_to_parley_with_a_token_that_parley_has_heard(Transport transport) {
        String contact = redirected(phone(options("alice").withTransport(transport)), "3001");
        Redirect told = redirects.all().getFirst();
        assertThat(told.room()).isEqualTo(new RoomId("main", "3001"));
        assertThat(told.user()).isEqualTo("alice");
        assertThat(contact).contains("<sip:3001@" + FOCUS + ";pt=" + told.token() + ">");
        assertThat(told.token()).hasSize(36);
    }

    @Test
    void when_parley_takes_no_calls_the_phone_joins_at_once() {
        pbx().takesNoCalls();
        joins(phone(options("alice")), "3001");
    }

    @Test
    void when_parley_has_not_said_for_a_while_that_it_takes_calls_the_phone_joins_at_once() {
        pbx().takesCalls(new FocusAddress(FOCUS, OWN), Duration.ofSeconds(1));
        assertThat(Await.answer(
                        SOON,
                        () -> Optional.of(server.orElseThrow().api("global_getvar parley_focus"))
                                .filter(value -> !value.contains(FOCUS))))
                .isPresent();
        joins(phone(options("alice")), "3001");
    }

    @Test
    void what_is_said_anew_lasts_anew() {
        pbx().takesCalls(new FocusAddress(FOCUS, OWN), Duration.ofSeconds(1));
        pbx().takesCalls(new FocusAddress(FOCUS, OWN), LONG);
        Pattern once = Pattern.compile("(?s)(?:(?!parley_focus).)*,parley_focus,(?:(?!parley_focus).)*");
        assertThat(Await.answer(
                        SOON,
                        () -> Optional.of(server.orElseThrow().api("show tasks"))
                                .filter(tasks -> once.matcher(tasks).matches())))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:3001@conf.pbx.example:5070;pt=123456789",
                "sip:3001@conf.pbx.example:5070",
                "sip:3001@192.0.2.99:5070;transport=udp;pt=1-2-3",
                "sip:3001@127.0.0.1;pt"
            })
    void a_phone_that_comes_back_by_its_outbound_proxy_joins_at_once(String asked) {
        joins(phone(options("alice")), asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sip:3001@127.0.0.1;ptime=20", "sip:3001@127.0.0.1;xpt=1"})
    void other_parameters_do_not_look_like_a_token(String asked) {
        redirected(phone(options("alice")), asked);
    }

    @Test
    void a_call_that_comes_from_parley_joins_at_once() {
        TestPhone parley = phone(options("alice"));
        pbx().takesCalls(new FocusAddress(FOCUS, Set.of("192.0.2.10:5060", "127.0.0.1:" + parley.port())), LONG);
        joins(parley, "3001");
    }

    @Test
    void a_call_with_parleys_contact_joins_at_once() {
        TestPhone parley = phone(options("alice").withContact("sip:192.0.2.10:5060"));
        parley.call("3001");
        assertThat(redirects.all()).isEmpty();
        awaitMembers(1);
    }

    @Test
    void a_phone_whose_contact_only_looks_like_parleys_is_sent_away() {
        redirected(phone(options("alice").withContact("sip:alice@192.0.2.10:5060")), "3001");
    }

    @Test
    void who_calls_himself_otherwise_than_he_has_logged_in_stays() {
        TestPhone phone = new TestPhone(options("alice").withAddress("sip:bob@127.0.0.1"));
        phones.add(phone);
        joins(phone, "3001");
    }

    @Test
    void a_call_that_was_answered_before_it_came_here_is_not_hung_up_on() {
        pbx().takesNoCalls();
        TestPhone alice = phone(options("alice"));
        joins(alice, "3001");
        pbx().takesCalls(new FocusAddress(FOCUS, OWN), LONG);
        String uuid = server.orElseThrow().api("conference 3001 list").split(";", -1)[2];
        server.orElseThrow().api("uuid_transfer " + uuid + " 3002");
        assertThat(Await.answer(
                        SOON,
                        () -> Optional.of(server.orElseThrow().api("conference 3002 list count"))
                                .filter(count -> count.strip().equals("1"))))
                .isPresent();
        assertThat(redirects.all()).isEmpty();
        server.orElseThrow().api("conference 3002 hup all");
    }

    private PhoneOptions options(String user) {
        return server.orElseThrow().phone(user);
    }

    private TestPhone phone(PhoneOptions options) {
        TestPhone phone = new TestPhone(options);
        phones.add(phone);
        return phone;
    }

    private void joins(TestPhone phone, String number) {
        phone.call(number);
        awaitMembers(1);
        assertThat(redirects.all()).isEmpty();
    }

    private void awaitMembers(int count) {
        String expected = Integer.toString(count);
        assertThat(Await.answer(
                        SOON,
                        () -> Optional.of(server.orElseThrow().api("conference 3001 list count"))
                                .map(answer -> answer.contains("not found") ? "0" : answer.strip())
                                .filter(expected::equals)))
                .isPresent();
    }

    /**
     * Returns when Parley has heard of it too.
     *
     * @return the Contact of the 302
     */
    private String redirected(TestPhone phone, String number) {
        CallFailed failed = catchThrowableOfType(CallFailed.class, () -> phone.call(number));
        assertThat(failed).as("an answer that is no 2xx").isNotNull();
        assertThat(failed.status()).isEqualTo(302);
        assertThat(redirects.await(redirect -> true, SOON)).isPresent();
        return phone.exchanges().stream()
                .filter(Exchange::isReceived)
                .map(Exchange::message)
                .filter(message -> !message.isRequest() && message.status() == 302)
                .findFirst()
                .flatMap(message -> message.header("Contact"))
                .orElseThrow();
    }

    private final class Hearing implements PbxListener {
        @Override
        public void happened(RoomEvent event) {}

        @Override
        public void listed(String pbx, Set<RoomId> rooms) {}

        @Override
        public void inSight(String pbx) {}

        @Override
        public void unseen(String pbx) {}

        @Override
        public void said(Text text) {}

        @Override
        public void redirected(Redirect redirect) {
            redirects.add(redirect);
        }
    }
}
