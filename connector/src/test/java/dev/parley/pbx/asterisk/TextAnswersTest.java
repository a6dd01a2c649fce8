package dev.parley.pbx.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TextAnswersTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final TextAnswers answers = new TextAnswers();
    private final List<String> sent = new ArrayList<>();

    @Test
    void each_answer_goes_to_who_sent_the_action_of_that_id() {
        CompletableFuture<AmiReply> first = answers.expect(LONG, sent::add);
        CompletableFuture<AmiReply> second = answers.expect(LONG, sent::add);

        answers.take(List.of("Response: Error", id(1), "Message: No such channel"));
        answers.take(List.of("Response: Success", id(0), "Message: Message successfully sent"));

        assertThat(second).isCompletedWithValue(new AmiReply.Failure("No such channel"));
        assertThat(first).isCompletedWithValueMatching(AmiReply.Success.class::isInstance);
    }

    @Test
    void an_answer_to_nobody_is_taken_and_forgotten() {
        CompletableFuture<AmiReply> waiting = answers.expect(LONG, sent::add);

        answers.take(List.of("Response: Success", "ActionID: parley-text-999"));

        assertThat(waiting).isNotDone();
    }

    @Test
    void a_refusal_without_a_reason_is_still_one() {
        CompletableFuture<AmiReply> reply = answers.expect(LONG, sent::add);

        answers.take(List.of("Response: Error", id(0)));

        assertThat(reply).isCompletedWithValue(new AmiReply.Failure("no reason given"));
    }

    @Test
    void only_answers_with_an_id_of_ours_are_taken_off_the_wire() {
        answers.expect(LONG, sent::add);

        assertThat(TextAnswers.areMeantBy(id(0))).isTrue();
        assertThat(TextAnswers.areMeantBy("ActionID: 1804289383_0#list-1")).isFalse();
        assertThat(TextAnswers.areMeantBy("Message: parley-text-1")).isFalse();
    }

    @Test
    void who_has_waited_long_enough_is_told_so_and_the_others_wait_on() {
        CompletableFuture<AmiReply> impatient = answers.expect(Duration.ZERO, sent::add);
        CompletableFuture<AmiReply> patient = answers.expect(LONG, sent::add);

        answers.expire();

        assertThat(impatient).isCompletedWithValue(new AmiReply.Lost());
        assertThat(patient).isNotDone();
    }

    @Test
    void when_the_connection_ends_all_are_told_at_once() {
        List<CompletableFuture<AmiReply>> all =
                List.of(answers.expect(LONG, sent::add), answers.expect(LONG, sent::add));

        answers.loseAll();

        assertThat(all).allSatisfy(reply -> assertThat(reply).isCompletedWithValue(new AmiReply.Lost()));
    }

    private String id(int of) {
        return "ActionID: " + sent.get(of);
    }
}
