package dev.parley.pbx.freeswitch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.pbx.freeswitch.Registrations.Account;
import dev.parley.pbx.freeswitch.Registrations.Question;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegistrationsTest {
    private static final Account ANN = new Account("internal", "1001@pbx.example");
    private static final Account BOB = new Account("internal", "1002@pbx.example");
    private static final String HERE = "192.0.2.7:5062";
    private static final String THERE = "192.0.2.8:5062";

    private final Registrations registrations = new Registrations();

    @Test
    void an_account_is_asked_about_once() {
        Question question = due(ANN);
        assertThat(registrations.due(Set.of(ANN))).isEmpty();
        registrations.answered(question, Set.of(HERE, THERE));
        assertThat(registrations.due(Set.of(ANN))).isEmpty();
        assertThat(registrations.at(HERE)).containsExactly("1001@pbx.example");
        assertThat(registrations.at("192.0.2.9:5062")).isEmpty();
    }

    @Test
    void two_accounts_may_be_at_one_address() {
        registrations.due(Set.of(ANN, BOB)).forEach(question -> registrations.answered(question, Set.of(HERE)));
        assertThat(registrations.at(HERE)).containsExactlyInAnyOrder("1001@pbx.example", "1002@pbx.example");
    }

    @Test
    void who_registers_is_known_at_once_and_asked_about_since_another_device_may_be_gone() {
        registrations.answered(due(ANN), Set.of(HERE));
        registrations.registered("1001@pbx.example", THERE);
        assertThat(registrations.at(THERE)).containsExactly("1001@pbx.example");
        registrations.answered(due(ANN), Set.of(THERE));
        assertThat(registrations.at(HERE)).isEmpty();
        assertThat(registrations.at(THERE)).containsExactly("1001@pbx.example");
    }

    @Test
    void who_is_no_longer_registered_counts_no_more_before_any_answer() {
        registrations.answered(due(ANN), Set.of(HERE, THERE));
        registrations.ended("1001@pbx.example");
        assertThat(registrations.at(HERE)).isEmpty();
        registrations.answered(due(ANN), Set.of(THERE));
        assertThat(registrations.at(THERE)).containsExactly("1001@pbx.example");
    }

    @Test
    void an_answer_that_an_event_overtook_is_too_old() {
        Question question = due(ANN);
        registrations.ended("1001@pbx.example");
        registrations.answered(question, Set.of(HERE));
        assertThat(registrations.at(HERE)).isEmpty();
        assertThat(registrations.due(Set.of(ANN))).hasSize(1);
    }

    @Test
    void a_question_that_nobody_answered_is_asked_again() {
        registrations.unanswered(due(ANN));
        assertThat(registrations.due(Set.of(ANN))).hasSize(1);
    }

    @Test
    void who_is_no_member_is_none_of_our_business() {
        registrations.answered(due(ANN), Set.of(HERE));
        assertThat(registrations.due(Set.of())).isEmpty();
        registrations.registered("1002@pbx.example", HERE);
        assertThat(registrations.at(HERE)).isEmpty();
    }

    private Question due(Account account) {
        List<Question> due = registrations.due(Set.of(account));
        assertThat(due).hasSize(1);
        return due.getFirst();
    }
}
