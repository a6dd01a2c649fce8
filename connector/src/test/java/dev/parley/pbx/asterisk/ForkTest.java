package dev.parley.pbx.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.pbx.Dialled;
import dev.parley.room.MemberId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForkTest {
    private static final String DESK = "parley-1";
    private static final String MOBILE = "parley-1-1";
    private static final String HOME = "parley-1-2";

    private final List<String> hungUp = new ArrayList<>();
    private final Fork fork = new Fork(List.of(DESK, MOBILE, HOME), hungUp::add);

    private static Dialled.Failed code(int code) {
        return new Dialled.Failed(code, "");
    }

    private Dialled outcome() {
        return fork.outcome().getNow(code(0));
    }

    @Test
    void where_one_phone_is_answered_the_others_ring_no_more() {
        fork.answered(MOBILE);
        assertThat(hungUp).containsExactly(DESK, HOME);
        assertThat(outcome()).as("not in the room yet").isEqualTo(code(0));

        fork.failed(DESK, code(480));
        fork.failed(HOME, code(480));
        fork.joined(MOBILE);
        assertThat(outcome()).isEqualTo(new Dialled.Joined(new MemberId(MOBILE)));
    }

    @Test
    void who_answers_and_does_not_get_into_the_room_has_not_come() {
        fork.answered(DESK);
        fork.failed(MOBILE, code(486));
        fork.failed(DESK, code(480));
        assertThat(outcome()).isEqualTo(code(480));
    }

    @Test
    void a_second_phone_that_is_answered_and_even_joins_a_moment_later_is_hung_up() {
        fork.answered(DESK);
        fork.joined(MOBILE);
        assertThat(outcome()).isEqualTo(code(0));
        fork.joined(DESK);
        assertThat(outcome()).isEqualTo(new Dialled.Joined(new MemberId(DESK)));
        assertThat(hungUp).as("once more, since it may not have been there").containsExactly(MOBILE, HOME, MOBILE);
    }

    @Test
    void what_tells_most_is_told_of_phones_that_all_fail() {
        fork.failed(DESK, code(480));
        fork.failed(MOBILE, code(486));
        assertThat(outcome()).isEqualTo(code(0));
        fork.failed(MOBILE, code(404));
        assertThat(outcome()).as("a leg fails once").isEqualTo(code(0));
        fork.failed(HOME, code(503));
        assertThat(outcome()).isEqualTo(code(486));
        assertThat(hungUp).isEmpty();
    }

    @Test
    void who_declines_declines_for_all_phones() {
        fork.failed(MOBILE, code(603));
        assertThat(outcome()).isEqualTo(code(603));
        assertThat(hungUp).containsExactly(DESK, HOME);
    }

    @Test
    void a_phone_that_is_answered_after_the_callee_has_declined_is_hung_up() {
        fork.failed(MOBILE, code(603));
        fork.joined(DESK);
        assertThat(outcome()).isEqualTo(code(603));
        assertThat(hungUp).containsExactly(DESK, HOME, DESK);
    }

    @Test
    void a_phone_that_declines_after_another_was_answered_ends_nothing() {
        fork.answered(DESK);
        fork.failed(MOBILE, code(603));
        fork.joined(DESK);
        assertThat(outcome()).isEqualTo(new Dialled.Joined(new MemberId(DESK)));
    }
}
