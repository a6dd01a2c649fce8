package dev.parley.interop.kamailio;

import static dev.parley.interop.kamailio.Front.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.OutgoingText;
import dev.parley.interop.phone.SipMessage;
import dev.parley.interop.phone.Subscription;
import dev.parley.interop.phone.TestPhone;
import dev.parley.interop.phone.TextAnswer;
import dev.parley.interop.phone.Transport;
import dev.parley.interop.phone.Watcher;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts and subscriptions to rooms go to Parley, everything else to the PBX. */
class RoutingTest extends OnFront {
    private static final String DOCUMENT = "application/conference-info+xml";

    @BeforeEach
    void parley_takes_texts() {
        front().parley().answersTextsWith(new TextAnswer.Code(202, "Accepted"));
    }

    @ParameterizedTest
    @EnumSource(value = Transport.class, mode = EnumSource.Mode.EXCLUDE, names = "TLS")
    void a_text_to_a_room_goes_to_parley_and_to_nobody_else(Transport transport) {
        TestPhone alice = front().phone(front().options("alice").withTransport(transport));
        assertThat(alice.sendMessage("3001", "hello").status()).isEqualTo(202);
        assertThat(front().parley().texts()).singleElement().satisfies(text -> {
            assertThat(text.body()).isEqualTo("hello");
            assertThat(text.message().requestUri()).startsWith("sip:3001@127.0.0.1");
        });
        assertThat(front().pbx().exchanges()).isEmpty();
    }

    @Test
    void whatever_type_it_is() {
        byte[] cpim =
                "From: <sip:alice@h>\r\n\r\nContent-Type: text/html\r\n\r\n<b>hi</b>".getBytes(StandardCharsets.UTF_8);
        front().phone("alice").sendMessage("3001", OutgoingText.of(cpim, "message/cpim"));
        assertThat(front().parley().texts()).singleElement().satisfies(text -> {
            assertThat(text.contentType()).isEqualTo("message/cpim");
            assertThat(text.bytes()).isEqualTo(cpim);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 415, 480, 503})
    void what_parley_answers_is_the_answer(int code) {
        front().parley().answersTextsWith(new TextAnswer.Code(code, "As Told"));
        // Kamailio forwards no 503: its own clients would then leave Kamailio alone (RFC 3261 §16.7).
        assertThat(front().phone("alice").sendMessage("3001", "hello").status()).isEqualTo(code == 503 ? 500 : code);
        assertThat(front().pbx().exchanges()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bob", "13001", "30011", "30x1"})
    void a_text_to_anybody_else_goes_to_the_pbx(String number) {
        front().pbx().answersTextsWith(TextAnswer.ok());
        assertThat(front().phone("alice").sendMessage(number, "hello").status()).isEqualTo(200);
        assertThat(front().pbx().texts()).hasSize(1);
        assertThat(front().parley().exchanges()).isEmpty();
    }

    @Test
    void a_text_to_a_number_like_a_room_elsewhere_is_not_parleys() {
        front().phone("alice").sendMessage("sip:3001@192.0.2.1", "hello");
        assertThat(front().parley().exchanges()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Transport.class, mode = EnumSource.Mode.EXCLUDE, names = "TLS")
    void a_subscription_to_a_room_lives_between_the_phone_and_parley(Transport transport) {
        TestPhone alice = front().phone(front().options("alice").withTransport(transport));
        Subscription subscription = alice.subscribed("3001", "conference", DOCUMENT);
        Watcher watcher = front().parley().awaitWatcher(SOON).orElseThrow();
        assertThat(watcher.tell(DOCUMENT, "<conference-info/>").status()).isEqualTo(200);
        assertThat(front().awaitRequest(alice, "NOTIFY").text()).isEqualTo("<conference-info/>");

        front().parley().forgetAll();
        assertThat(subscription.refresh(Duration.ofMinutes(10)).status()).isEqualTo(200);
        assertThat(front().awaitRequest(front().parley(), "SUBSCRIBE").tag("To"))
                .isPresent();
        assertThat(front().pbx().exchanges()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"conference;id=7", "conference ;id=7"})
    void an_event_with_parameters_is_still_that_event(String event) {
        assertThat(front().phone("alice").subscribe("3001", event, DOCUMENT).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"presence", "conferences", "dialog"})
    void subscriptions_to_other_events_go_to_the_pbx(String event) {
        assertThat(front().phone("alice").subscribe("3001", event, DOCUMENT).status())
                .isEqualTo(489);
        assertThat(front().parley().exchanges()).isEmpty();
    }

    @Test
    void a_call_to_a_room_never_touches_parley() {
        front().pbx().answersCallsWith(200);
        TestPhone alice = front().phone("alice");
        Call call = alice.call("3001");
        assertThat(call.hold().status()).isEqualTo(200);
        assertThat(call.sendMessage("inside of the call").status()).isEqualTo(200);
        call.hangUp();
        assertThat(front().pbx().texts())
                .singleElement()
                .satisfies(text -> assertThat(text.inDialog()).isTrue());
        assertThat(front().awaitRequest(front().pbx(), "BYE").callId()).isEqualTo(call.callId());
        assertThat(front().parley().exchanges()).isEmpty();
    }

    @Test
    void copies_leave_through_kamailio_where_it_is_parleys_outbound_proxy() {
        TestPhone bob = front().phone("bob");
        OutgoingText copy = OutgoingText.plain("hello")
                .withHeader("Route", "<sip:127.0.0.1:" + front().server().sipPort() + ";lr>")
                .withHeader("X-Parley", "a1b2");
        assertThat(front().parley().sendMessage(bob.contact(), copy).status()).isEqualTo(200);
        assertThat(bob.texts()).singleElement().satisfies(text -> {
            assertThat(text.mark()).contains("a1b2");
            assertThat(text.message().headers("Route")).isEmpty();
        });
    }

    @Test
    void the_mark_of_a_text_reaches_parley_as_it_is() {
        front().phone("alice").sendMessage("3001", OutgoingText.plain("hello").withHeader("X-Parley", "a1b2"));
        assertThat(front().parley().texts())
                .singleElement()
                .satisfies(text -> assertThat(text.mark()).contains("a1b2"));
    }

    @Test
    void nobody_but_parley_is_relayed_to_anywhere() {
        TestPhone victim = front().phone("bob");
        TestPhone stranger = front().phone("mallory");
        SipMessage answer = stranger.sendMessage(
                victim.contact(), OutgoingText.plain("spam").withFrom("<sip:mallory@192.0.2.66>"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(victim.texts()).isEmpty();
    }
}
