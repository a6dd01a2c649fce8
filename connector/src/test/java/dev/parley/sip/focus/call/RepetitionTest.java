package dev.parley.sip.focus.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.sip.focus.Callee;
import dev.parley.sip.focus.Caller;
import dev.parley.sip.focus.Packet;
import dev.parley.sip.focus.Ua;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is repeated, until when, and what becomes of a call in which somebody is silent (RFC 3261 §13.3.1.4, §9.1). */
class RepetitionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(32);
    private static final Duration RARELY = Duration.ofSeconds(4);

    private Desk desk;
    private Ua phone;
    private Ua pbx;

    @BeforeEach
    void open() throws Exception {
        desk = new Desk();
        phone = desk.phone();
        pbx = desk.pbx();
    }

    @AfterEach
    void close() {
        phone.close();
        desk.close();
    }

    private Packet answered(Caller caller, String sdp) throws Exception {
        caller.invite("", sdp);
        Callee.called(pbx).answer(200, "", Ua.SDP);
        return phone.awaitAnswer(200, "INVITE");
    }

    @Test
    void an_answer_is_repeated_ever_more_slowly_until_it_is_acknowledged() throws Exception {
        Caller caller = new Caller(phone, "3001");
        Packet ok = answered(caller, Ua.SDP);
        for (long millis : new long[] {500, 1000, 2000, 4000, 4000}) {
            desk.time().passes(Duration.ofMillis(millis - 1));
            assertThat(phone.arrived()).noneMatch(packet -> packet.code() == 200 && isUnread(packet));
            desk.time().passes(Duration.ofMillis(1));
            assertThat(phone.awaitAnswer(200, "INVITE")).isEqualTo(ok);
        }
        caller.ack(ok, "");
        caller.request("OPTIONS", "", "", "");
        phone.awaitAnswer(200, "OPTIONS");

        long before = answers();
        desk.time().passes(PATIENCE.plus(PATIENCE));
        assertThat(answers()).isEqualTo(before);
        assertThat(desk.calls()).isOne();
    }

    private long answers() throws Exception {
        return phone.arrived().stream()
                .filter(packet -> packet.code() == 200 && packet.method().equals("INVITE"))
                .count();
    }

    private boolean isUnread(Packet packet) {
        return packet.method().equals("INVITE") && phone.isUnread(packet);
    }

    @Test
    void an_answer_that_nobody_acknowledges_ends_both_sides() throws Exception {
        Caller caller = new Caller(phone, "3001");
        answered(caller, Ua.SDP);
        pbx.awaitRequest("ACK");

        desk.time().passes(PATIENCE.plus(RARELY));

        Packet bye = pbx.awaitRequest("BYE");
        assertThat(bye.header("Reason")).contains("408");
        pbx.answer(bye, 200, "", "", "");
        phone.answer(phone.awaitRequest("BYE"), 200, "", "", "");
        await().untilAsserted(() -> assertThat(desk.calls()).isZero());
    }

    @Test
    void an_offer_of_the_pbx_that_nobody_answers_is_acknowledged_before_it_is_hung_up_on() throws Exception {
        Caller caller = new Caller(phone, "3001");
        answered(caller, "");

        desk.time().passes(PATIENCE.plus(RARELY));

        pbx.awaitRequest("ACK");
        pbx.awaitRequest("BYE");
        phone.awaitRequest("BYE");
    }

    @Test
    void a_change_that_nobody_acknowledges_ends_both_sides() throws Exception {
        Desk.Up call = desk.up(phone, "", "");
        call.caller().invite("");
        pbx.answer(pbx.awaitRequest("INVITE"), 200, "", pbx.contactLine(), Ua.SDP);
        phone.awaitAnswer(200, "INVITE");
        pbx.awaitRequest("ACK");

        desk.time().passes(PATIENCE.plus(RARELY));

        pbx.awaitRequest("BYE");
        phone.awaitRequest("BYE");
    }

    @Test
    void who_hangs_up_instead_of_acknowledging_gets_no_answer_again() throws Exception {
        Caller caller = new Caller(phone, "3001");
        caller.enter(answered(caller, Ua.SDP));
        caller.request("BYE", "", "", "");
        phone.awaitAnswer(200, "BYE");
        pbx.answer(pbx.awaitRequest("BYE"), 200, "", "", "");
        await().untilAsserted(() -> assertThat(desk.calls()).isZero());

        long before = answers();
        desk.time().passes(PATIENCE);
        assertThat(answers()).isEqualTo(before);
    }

    @Test
    void a_pbx_that_never_answers_a_cancelled_call_is_not_waited_for() throws Exception {
        Caller caller = new Caller(phone, "3001");
        caller.invite("");
        Callee.called(pbx).answer(180, "", "");
        phone.awaitAnswer(180, "INVITE");
        caller.cancel();
        phone.awaitAnswer(487, "INVITE");
        pbx.awaitRequest("CANCEL");
        assertThat(desk.calls()).isOne();

        desk.time().passes(PATIENCE);
        await().untilAsserted(() -> assertThat(desk.calls()).isZero());
    }

    @Test
    void a_call_that_was_never_answered_and_is_after_all_is_hung_up_on() throws Exception {
        Caller caller = new Caller(phone, "3001");
        caller.invite("");
        Callee callee = Callee.called(pbx);
        callee.answer(180, "", "");
        phone.awaitAnswer(180, "INVITE");
        caller.cancel();
        pbx.awaitRequest("CANCEL");
        desk.time().passes(PATIENCE);
        await().untilAsserted(() -> assertThat(desk.calls()).isZero());

        callee.answerUntilAcknowledged(Ua.SDP);
        pbx.awaitRequest("BYE");
    }

    @Test
    void a_pbx_that_rings_for_ever_is_not_waited_for() throws Exception {
        new Caller(phone, "3001").invite("");
        Callee callee = Callee.called(pbx);
        callee.answer(180, "", "");
        phone.awaitAnswer(180, "INVITE");

        desk.time().passes(Duration.ofMinutes(4));

        pbx.awaitRequest("CANCEL");
        callee.answer(487, "", "");
        phone.awaitAnswer(487, "INVITE");
        await().untilAsserted(() -> assertThat(desk.calls()).isZero());
    }

    @Test
    void a_change_that_is_never_answered_is_taken_back_when_the_call_ends() throws Exception {
        Desk.Up call = desk.up(phone, "", "");
        call.caller().invite("");
        pbx.answer(pbx.awaitRequest("INVITE"), 180, "", pbx.contactLine(), "");
        phone.awaitAnswer(180, "INVITE");

        call.caller().request("BYE", "", "", "");
        phone.awaitAnswer(200, "BYE");
        phone.awaitAnswer(487, "INVITE");
        pbx.answer(pbx.awaitRequest("BYE"), 200, "", "", "");
        pbx.awaitRequest("CANCEL");
    }

    @Test
    void nothing_is_left_of_a_call_a_while_after_its_end() throws Exception {
        Desk.Up call = desk.up(phone, "", "");
        call.caller().request("BYE", "", "", "");
        pbx.answer(pbx.awaitRequest("BYE"), 200, "", "", "");
        await().untilAsserted(() -> assertThat(desk.calls()).isZero());

        desk.time().passes(PATIENCE);
        assertThat(desk.time().waiting()).isZero();
    }
}
