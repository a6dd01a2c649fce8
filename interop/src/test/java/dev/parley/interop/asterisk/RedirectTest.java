package dev.parley.interop.asterisk;

import static dev.parley.interop.asterisk.Lab.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.interop.ami.AmiFrame;
import dev.parley.interop.ami.RawAmi;
import dev.parley.interop.phone.CallFailed;
import dev.parley.interop.phone.Exchange;
import dev.parley.interop.phone.PhoneOptions;
import dev.parley.interop.phone.TestPhone;
import dev.parley.interop.phone.Transport;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the shipped dialplan sends calls on to Parley, and which ones it keeps. */
class RedirectTest extends OnEachRelease {
    private static final String FOCUS = "conf.pbx.example:5070";

    @BeforeEach
    void parley_takes_calls() {
        says(FOCUS, "<192.0.2.10:5060>", 60);
    }

    @AfterEach
    void the_room_is_empty_again() {
        lab().closePhones();
        try (RawAmi ami = lab().server().lab()) {
            lab().server().cli("confbridge kick 3001 all");
            Lab.awaitMembers(ami, "3001", 0);
        }
    }

    private void says(String focus, String own, long seconds) {
        try (RawAmi ami = lab().server().lab()) {
            long now = Long.parseLong(ami.getvar("", "EPOCH"));
            set(ami, "PARLEY_FOCUS", focus);
            set(ami, "PARLEY_FOCUS_OWN", own);
            set(ami, "PARLEY_FOCUS_UNTIL", Long.toString(now + seconds));
        }
    }

    private static void set(RawAmi ami, String variable, String value) {
        assertThat(ami.ask("Setvar", "Variable: " + variable, "Value: " + value).isSuccess())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(value = Transport.class, mode = EnumSource.Mode.EXCLUDE, names = "TLS")
    void a_phone_that_calls_a_room_is_sent_to_parley_with_a_token_that_parley_has_heard(Transport transport) {
        TestPhone alice = lab().phone(lab().options("alice").withTransport(transport));
        try (RawAmi parley = lab().server().parley()) {
            String contact = redirected(alice);
            AmiFrame told = parley.await(frame -> frame.isUserEvent("ParleyRedirect"), SOON)
                    .orElseThrow();
            assertThat(decoded(told, "Room64")).isEqualTo("3001");
            assertThat(decoded(told, "User64")).isEqualTo("alice");
            assertThat(contact)
                    .isEqualTo(
                            "<sip:3001@" + FOCUS + ";pt=" + told.header("Token").orElseThrow() + ">");
        }
    }

    @Test
    void a_phone_with_a_password_is_asked_for_it_before_it_is_sent_away() {
        try (RawAmi parley = lab().server().parley()) {
            redirected(lab().phone(lab().options("erin").withPassword("erinsecret")));
            assertThat(parley.await(frame -> frame.isUserEvent("ParleyRedirect"), SOON))
                    .hasValueSatisfying(
                            told -> assertThat(decoded(told, "User64")).isEqualTo("erin"));
            CallFailed stranger = catchThrowableOfType(
                    CallFailed.class, () -> lab().phone(lab().options("erin").withPassword("guessed")));
            assertThat(stranger).isNull();
        }
    }

    @Test
    void no_two_tokens_are_alike() {
        TestPhone alice = lab().phone("alice");
        Set<String> contacts = new HashSet<>();
        try (RawAmi parley = lab().server().parley()) {
            assertThat(parley.banner()).isNotEmpty();
            for (int i = 0; i < 20; i++) {
                alice.forgetAll();
                contacts.add(redirected(alice));
            }
        }
        assertThat(contacts).hasSize(20).allMatch(contact -> contact.matches(".*;pt=[0-9]{36}>"));
    }

    @Test
    void while_nobody_is_logged_in_the_phone_joins_at_once() {
        joins(lab().phone("alice"), "3001");
    }

    @Test
    void when_parley_has_not_said_for_a_while_that_it_takes_calls_the_phone_joins_at_once() {
        says(FOCUS, "<192.0.2.10:5060>", -1);
        joinsWithParley(lab().phone("alice"), "3001");
    }

    @Test
    void when_parley_has_said_that_it_takes_none_the_phone_joins_at_once() {
        try (RawAmi ami = lab().server().lab()) {
            set(ami, "PARLEY_FOCUS_UNTIL", "");
        }
        joinsWithParley(lab().phone("alice"), "3001");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:3001@conf.pbx.example:5070;pt=123456789",
                "sip:3001@conf.pbx.example:5070",
                "sip:3001@192.0.2.99:5070;pt=123456789;transport=udp",
                "sip:3001@127.0.0.1;pt="
            })
    void a_phone_that_comes_back_by_its_outbound_proxy_joins_at_once(String asked) {
        joinsWithParley(lab().phone("alice"), asked);
    }

    @Test
    void a_call_that_comes_from_parley_joins_at_once() {
        TestPhone parley = lab().phone("alice");
        says(FOCUS, "<192.0.2.10:5060><127.0.0.1:" + parley.port() + ">", 60);
        joinsWithParley(parley, "3001");
    }

    @Test
    void a_call_from_a_port_of_parleys_that_tcp_made_up_joins_by_its_contact() {
        TestPhone parley = lab().phone(lab().options("alice").withTransport(Transport.TCP));
        try (RawAmi ami = lab().server().parley();
                RawAmi watching = lab().server().lab()) {
            assertThat(ami.banner()).isNotEmpty();
            parley.sendRaw(invite("TCP", parley.port(), "<sip:192.0.2.10:5060;transport=tcp>"));
            Lab.awaitMembers(watching, "3001", 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS", "WS", "WSS"})
    void nobody_is_led_from_tls_or_websocket_to_plain_sip(String transport) {
        TestPhone alice = lab().phone(lab().options("alice").withTransport(Transport.TCP));
        try (RawAmi parley = lab().server().parley();
                RawAmi watching = lab().server().lab()) {
            alice.sendRaw(invite(transport, alice.port(), "<" + alice.contact() + ">"));
            Lab.awaitMembers(watching, "3001", 1);
            assertThat(parley.events("UserEvent")).isEmpty();
        }
    }

    @Test
    void a_transfer_that_fails_leaves_the_call_here() {
        says("no host", "<192.0.2.10:5060>", 60);
        try (RawAmi parley = lab().server().parley()) {
            assertThat(parley.banner()).isNotEmpty();
            joins(lab().phone("alice"), "3001");
        }
    }

    @Test
    void a_call_that_somebody_has_answered_already_stays() {
        TestPhone alice = lab().phone("alice");
        try (RawAmi parley = lab().server().parley();
                RawAmi watching = lab().server().lab()) {
            assertThat(parley.banner()).isNotEmpty();
            watching.ask(
                    "Originate",
                    "Channel: PJSIP/alice",
                    "Context: phones",
                    "Exten: 3001",
                    "Priority: 1",
                    "Async: true");
            assertThat(alice.awaitIncomingCall(SOON)).isPresent();
            Lab.awaitMembers(watching, "3001", 1);
        }
    }

    @Test
    void the_chair_is_not_sent_away() {
        try (RawAmi parley = lab().server().parley();
                RawAmi watching = lab().server().lab()) {
            assertThat(parley.banner()).isNotEmpty();
            lab().phone("alice").call("3301");
            Lab.awaitMembers(watching, "3001", 1);
        }
    }

    private void joinsWithParley(TestPhone phone, String number) {
        try (RawAmi parley = lab().server().parley()) {
            joins(phone, number);
            assertThat(parley.events("UserEvent")).isEmpty();
        }
    }

    private void joins(TestPhone phone, String number) {
        try (RawAmi ami = lab().server().lab()) {
            phone.call(number);
            Lab.awaitMembers(ami, "3001", 1);
        }
    }

    /** @return the Contact of the 302 */
    private static String redirected(TestPhone phone) {
        CallFailed failed = catchThrowableOfType(CallFailed.class, () -> phone.call("3001"));
        assertThat(failed).as("an answer that is no 2xx").isNotNull();
        assertThat(failed.status()).isEqualTo(302);
        return phone.exchanges().stream()
                .filter(Exchange::isReceived)
                .map(Exchange::message)
                .filter(message -> !message.isRequest() && message.status() == 302)
                .findFirst()
                .flatMap(message -> message.header("Contact"))
                .orElseThrow();
    }

    private static String decoded(AmiFrame event, String name) {
        return new String(Base64.getDecoder().decode(event.header(name).orElseThrow()), StandardCharsets.UTF_8);
    }

    private byte[] invite(String transport, int port, String contact) {
        PhoneOptions options = lab().options("alice");
        String sdp =
                "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 40000 RTP/AVP 0\r\n";
        return """
                INVITE sip:3001@127.0.0.1:%1$d SIP/2.0
                Via: SIP/2.0/%5$s 192.0.2.10:5060;rport;branch=z9hG4bK-%5$s
                Max-Forwards: 70
                From: <sip:alice@127.0.0.1>;tag=b-leg
                To: <sip:3001@127.0.0.1>
                Call-ID: %5$s-%2$d
                CSeq: 1 INVITE
                Contact: %3$s
                Content-Type: application/sdp
                Content-Length: %4$d

                """.formatted(options.server().getPort(), port, contact, sdp.length(), transport)
                .replace("\n", "\r\n")
                .concat(sdp)
                .getBytes(StandardCharsets.UTF_8);
    }
}
