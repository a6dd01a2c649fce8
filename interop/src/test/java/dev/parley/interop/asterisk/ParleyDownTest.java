package dev.parley.interop.asterisk;

import static dev.parley.interop.asterisk.Lab.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.phone.OutgoingText;
import dev.parley.interop.phone.PhoneOptions;
import dev.parley.interop.phone.ReceivedText;
import dev.parley.interop.phone.TestPhone;
import dev.parley.interop.phone.Transport;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No connector is logged in: the sender hears of it, and nobody else hears anything. */
class ParleyDownTest extends OnEachRelease {
    private static final String TOLD =
            "The chat of room 3001 is not available right now: your message was not delivered."
                    + " Your call is not affected.";

    @ParameterizedTest
    @EnumSource(value = Transport.class, mode = EnumSource.Mode.EXCLUDE, names = "TLS")
    void the_sender_is_told_by_the_room(Transport transport) {
        TestPhone alice = lab().phone(lab().options("alice").withTransport(transport));
        assertThat(alice.sendMessage("3001", "hello").status()).isEqualTo(202);
        ReceivedText text = awaitTold(alice);
        assertThat(text.body()).isEqualTo(TOLD);
        assertThat(text.from()).startsWith("<sip:3001@127.0.0.1>");
        assertThat(text.contentType()).isEqualTo("text/plain");
        assertThat(text.inDialog()).isFalse();
    }

    @Test
    void of_two_phones_of_one_user_the_one_that_wrote_is_told() {
        TestPhone desk = lab().phone("alice");
        TestPhone mobile = lab().phone("alice");
        mobile.sendMessage("3001", "hello");
        awaitTold(mobile);
        desk.sendMessage("3001", "hello");
        awaitTold(desk);
        assertThat(mobile.texts()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"<sip:bob@127.0.0.1>\" <sip:alice@127.0.0.1>",
                "\"a@b:c, ${EXTEN} ) :\" <sip:alice@127.0.0.1;user=phone>",
                "\"\\\"\" <sip:alice:secret@127.0.0.1>",
                "sip:alice@127.0.0.1"
            })
    void a_hostile_name_does_not_turn_the_answer_away(String from) {
        TestPhone bob = lab().phone("bob");
        TestPhone alice = lab().phone("alice");
        alice.sendMessage("3001", OutgoingText.plain("hello").withFrom(from));
        awaitTold(alice);
        assertThat(bob.texts()).isEmpty();
    }

    @Test
    void a_forged_source_address_does_not_get_the_answer() {
        try (var victim = new TestPhone(PhoneOptions.of("bob", lab().server().sipAddress()))) {
            TestPhone alice = lab().phone("alice");
            alice.sendMessage(
                    "3001", OutgoingText.plain("hello").withHeader("PJSIP_RECVADDR", "127.0.0.1:" + victim.port()));
            awaitTold(alice);
            assertThat(victim.exchanges()).isEmpty();
        }
    }

    @Test
    void automatic_texts_are_not_answered() {
        TestPhone alice = lab().phone("alice");
        alice.sendMessage("3001", OutgoingText.plain("1").withHeader("Auto-Submitted", "auto-generated"));
        alice.sendMessage("3001", OutgoingText.plain("2").withHeader("X-Parley", "mark"));
        // Answers come in the order of the texts: when this one is there, the others would be.
        alice.sendMessage("3002", "3");
        assertThat(alice.awaitText(text -> text.body().contains("room 3002"), SOON))
                .isPresent();
        assertThat(alice.awaitTexts(2, Duration.ofMillis(200))).isFalse();
    }

    @Test
    void a_number_that_is_no_room_is_not_found() {
        assertThat(lab().phone("alice").sendMessage("4001", "hello").status()).isEqualTo(404);
    }

    private ReceivedText awaitTold(TestPhone phone) {
        return phone.awaitText(text -> true, SOON)
                .orElseThrow(
                        () -> new AssertionError("not told; " + lab().server().logTail(10)));
    }
}
