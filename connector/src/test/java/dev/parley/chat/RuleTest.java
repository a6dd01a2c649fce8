package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RuleTest {
    private static final Text HELLO = Given.text("hello");

    private static Text with(Text t, String type, String body, int declared, boolean fromParley, boolean automatic) {
        return new Text(
                t.id(),
                t.room(),
                t.claim(),
                type,
                body,
                declared,
                t.callId(),
                t.cseq(),
                fromParley,
                automatic,
                t.received());
    }

    private static String reason(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Pass() -> "pass";
            case Verdict.Refuse refuse -> "refuse " + refuse.reason();
            case Verdict.Drop drop -> "drop " + drop.reason();
        };
    }

    private static String reason(Rule rule, Text text) {
        return reason(rule.judge(Given.said(text)));
    }

    @Test
    void only_types_that_every_phone_can_show_pass() {
        var rule = new AcceptedTypes(Set.of("text/plain"));
        assertThat(reason(rule, HELLO)).isEqualTo("pass");
        assertThat(reason(rule, with(HELLO, "text/html", "<b>", 3, false, false)))
                .isEqualTo("refuse type");
    }

    @Test
    void size_is_counted_in_bytes_of_utf8() {
        assertThat(reason(new MaxSize(4), Given.text("éé"))).isEqualTo("pass");
        assertThat(reason(new MaxSize(4), Given.text("ééa"))).isEqualTo("refuse size");
    }

    @Test
    void an_empty_text_says_nothing_and_nobody_is_told() {
        assertThat(reason(new NotEmpty(), Given.text(" \r\n"))).isEqualTo("drop empty");
        assertThat(reason(new NotEmpty(), Given.text("\u202e\u0000"))).isEqualTo("drop empty");
        assertThat(reason(new NotEmpty(), HELLO)).isEqualTo("pass");
    }

    @Test
    void a_body_that_the_pbx_lost_is_refused_with_its_size() {
        var verdict = new NotEmpty().judge(Given.said(with(HELLO, "text/plain", "", 1500, false, false)));
        assertThat(reason(verdict)).isEqualTo("refuse lost-by-pbx");
        assertThat(((Verdict.Refuse) verdict).words()).contains("1500");
    }

    @Test
    void what_a_machine_wrote_is_dropped_without_an_answer() {
        assertThat(reason(new NoLoops(), with(HELLO, "text/plain", "x", 1, true, false)))
                .isEqualTo("drop loop");
        assertThat(reason(new NoLoops(), with(HELLO, "text/plain", "x", 1, false, true)))
                .isEqualTo("drop automatic");
        assertThat(reason(new NoLoops(), HELLO)).isEqualTo("pass");
    }

    @Test
    void a_proven_member_passes() {
        assertThat(reason(new MembersOnly(), HELLO)).isEqualTo("pass");
    }

    @Test
    void who_is_not_in_the_room_is_told_to_call_it() {
        var said = new Said(HELLO, Optional.empty(), Given.room(Given.bob()));
        assertThat(reason(new MembersOnly().judge(said))).isEqualTo("refuse not-a-member");
    }

    @Test
    void who_only_claims_to_be_a_member_is_told_that_it_could_not_be_confirmed() {
        var said = new Said(HELLO, Optional.empty(), Given.room(Given.alice(), Given.bob()));
        assertThat(reason(new MembersOnly().judge(said))).isEqualTo("refuse unproven");
    }

    @Test
    void the_same_request_passes_once_within_the_window() {
        var rule = new NoDuplicates(Duration.ofSeconds(60));
        assertThat(reason(rule, Given.text("a", "hi", Given.NOON))).isEqualTo("pass");
        assertThat(reason(rule, Given.text("a", "hi", Given.NOON.plusSeconds(59))))
                .isEqualTo("drop duplicate");
        assertThat(reason(rule, Given.text("a", "hi", Given.NOON.plusSeconds(61))))
                .isEqualTo("pass");
    }

    @Test
    void the_same_words_in_another_request_are_another_text() {
        var rule = new NoDuplicates(Duration.ofSeconds(60));
        assertThat(reason(rule, Given.text("a", "hi", Given.NOON))).isEqualTo("pass");
        assertThat(reason(rule, Given.text("b", "hi", Given.NOON))).isEqualTo("pass");
    }

    @Test
    void a_flood_of_requests_pushes_the_oldest_out_of_memory() {
        var rule = new NoDuplicates(Duration.ofSeconds(60));
        IntStream.rangeClosed(0, 100_005)
                .forEach(i -> assertThat(reason(rule, Given.text("c" + i, "x", Given.NOON)))
                        .isEqualTo("pass"));
        assertThat(reason(rule, Given.text("c100005", "x", Given.NOON))).isEqualTo("drop duplicate");
        assertThat(reason(rule, Given.text("c0", "x", Given.NOON))).isEqualTo("pass");
    }

    @Test
    void a_fast_sender_is_refused_while_the_others_may_write() {
        var rule = new RateLimits(new Rate(1, 2), new Rate(100, 100));
        assertThat(reason(rule, HELLO)).isEqualTo("pass");
        assertThat(reason(rule, HELLO)).isEqualTo("pass");
        assertThat(reason(rule, HELLO)).isEqualTo("refuse sender-rate");
        var bobs = new Said(HELLO, Optional.of(Given.bob()), Given.room(Given.bob()));
        assertThat(reason(rule.judge(bobs))).isEqualTo("pass");
    }

    @Test
    void a_room_takes_no_more_than_its_rate_from_all_together() {
        var rule = new RateLimits(new Rate(1, 1), new Rate(1, 1));
        assertThat(reason(rule, HELLO)).isEqualTo("pass");
        var bobs = new Said(HELLO, Optional.of(Given.bob()), Given.room(Given.bob()));
        assertThat(reason(rule.judge(bobs))).isEqualTo("refuse room-rate");
    }

    @Test
    void a_bucket_fills_up_again_but_never_beyond_its_burst() {
        var buckets = new Buckets<String>(new Rate(2, 3));
        assertThat(granted(buckets, Given.NOON)).isEqualTo(3);
        assertThat(granted(buckets, Given.NOON.plusMillis(500))).isEqualTo(1);
        assertThat(granted(buckets, Given.NOON.plusSeconds(3600))).isEqualTo(3);
    }

    @Test
    void a_clock_that_goes_back_grants_nothing() {
        var buckets = new Buckets<String>(new Rate(1, 1));
        assertThat(granted(buckets, Given.NOON)).isEqualTo(1);
        assertThat(granted(buckets, Given.NOON.minusSeconds(100))).isZero();
    }

    private static long granted(Buckets<String> buckets, Instant now) {
        return IntStream.range(0, 10).filter(i -> buckets.take("key", now)).count();
    }
}
