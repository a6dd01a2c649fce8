package dev.parley.sip.notifier;

import static dev.parley.sip.notifier.Given.answer;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6665 §4.2.2. */
class NotifyAnswerTest {
    @ParameterizedTest
    @ValueSource(ints = {404, 405, 410, 416, 480, 481, 482, 483, 484, 485, 489, 501, 604})
    void these_say_that_nobody_wants_to_hear_more(int code) {
        assertThat(answer(code).endsSubscription()).isTrue();
        assertThat(answer(code).isSuccess()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 300, 400, 401, 403, 407, 408, 415, 486, 491, 500, 502, 503, 504, 600, 603, 606})
    void these_leave_the_subscription_alone(int code) {
        assertThat(answer(code).endsSubscription()).isFalse();
        assertThat(answer(code).isSuccess()).isEqualTo(code < 300);
    }

    @Test
    void silence_ends_it_and_what_could_not_be_sent_does_not() {
        assertThat(new NotifyAnswer.Silence().endsSubscription()).isTrue();
        assertThat(new NotifyAnswer.Unsendable().endsSubscription()).isFalse();
        assertThat(new NotifyAnswer.Unsendable().isSuccess()).isFalse();
    }

    @Test
    void only_an_answer_can_ask_for_a_pause() {
        Optional<Duration> minute = Optional.of(Duration.ofMinutes(1));
        assertThat(new NotifyAnswer.Final(503, minute).pause()).isEqualTo(minute);
        assertThat(new NotifyAnswer.Silence().pause()).isEmpty();
    }
}
