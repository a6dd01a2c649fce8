package dev.parley.interop.kamailio;

import static dev.parley.interop.kamailio.Front.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.Await;
import dev.parley.interop.phone.SipMessage;
import dev.parley.interop.phone.TestPhone;
import dev.parley.interop.phone.TextAnswer;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While Parley does not answer, the PBX gets the texts as it did before there was a Parley. */
class SilentParleyTest extends OnFront {
    @Override
    KamailioOptions options(KamailioOptions standard) {
        return standard.with("PARLEY_RESPITE=2").with("PARLEY_PATIENCE=300");
    }

    @BeforeEach
    void parley_says_nothing() {
        front().parley().answersTextsWith(new TextAnswer.Silence());
        front().pbx().answersTextsWith(new TextAnswer.Code(202, "Accepted"));
    }

    @AfterEach
    void parley_is_back() {
        front().parley().answersTextsWith(TextAnswer.ok());
        awaitParley(front().phone("carol"));
    }

    @Test
    void the_pbx_gets_the_text() {
        assertThat(front().phone("alice").sendMessage("3001", "hello").status()).isEqualTo(202);
        assertThat(front().pbx().texts()).singleElement().satisfies(text -> {
            assertThat(text.body()).isEqualTo("hello");
            assertThat(text.message().requestUri()).startsWith("sip:3001@");
        });
    }

    @Test
    void the_next_texts_do_not_wait_for_it() {
        TestPhone alice = front().phone("alice");
        alice.sendMessage("3001", "first");
        front().parley().forgetAll();
        alice.sendMessage("3001", "second");
        assertThat(front().pbx().texts()).hasSize(2);
        assertThat(front().parley().texts()).isEmpty();
    }

    @Test
    void a_subscriber_is_told_to_come_again() {
        front().parley().answersSubscriptionsWith(new TextAnswer.Silence());
        SipMessage answer = front().phone("alice").subscribe("3001", "conference", "*/*");
        front().parley().answersSubscriptionsWith(TextAnswer.ok());
        assertThat(answer.status()).isEqualTo(480);
        assertThat(answer.header("Retry-After")).contains("60");
        assertThat(front().pbx().exchanges()).isEmpty();
    }

    /** Texts find Parley again by themselves. */
    private void awaitParley(TestPhone phone) {
        assertThat(Await.answer(SOON, () -> {
                    int code = phone.sendMessage("3001", "are you there?").status();
                    return Optional.of(code).filter(found -> found == 200);
                }))
                .as(front().server()::log)
                .isPresent();
    }
}
