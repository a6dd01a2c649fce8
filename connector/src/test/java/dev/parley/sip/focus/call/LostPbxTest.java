package dev.parley.sip.focus.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.sip.focus.Callee;
import dev.parley.sip.focus.Caller;
import dev.parley.sip.focus.Packet;
import dev.parley.sip.focus.Ua;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A PBX that Parley loses sight of may have forgotten its calls, or may not. */
class LostPbxTest {
    private static final String PBX = "main";
    private static final String KNOWS_UPDATE = "Allow: INVITE, ACK, BYE, UPDATE\r\n";
    private static final Duration RETURNED = Duration.ofSeconds(5);
    private static final Duration LOST = Duration.ofSeconds(15);

    private Desk desk;
    private Ua phone;
    private Ua pbx;

    @BeforeEach
    void open() throws Exception {
        desk = new Desk();
        phone = desk.phone();
        pbx = desk.pbx();
        desk.inSight(PBX);
    }

    @AfterEach
    void close() {
        phone.close();
        desk.close();
    }

    private void assertGoesOn() throws IOException {
        assertThat(phone.arrived()).noneMatch(packet -> packet.isRequest("BYE") || packet.isRequest("UPDATE"));
        assertThat(pbx.arrived()).noneMatch(packet -> packet.isRequest("BYE"));
        assertThat(desk.calls()).isOne();
    }

    private long asked() throws IOException {
        return pbx.arrived().stream()
                .filter(packet -> packet.isRequest("UPDATE"))
                .count();
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 408, 481})
    void one_that_comes_back_without_its_calls_ends_them_at_the_phones(int code) throws Exception {
        desk.up(phone, "", KNOWS_UPDATE);
        desk.unseen(PBX);
        desk.inSight(PBX);
        desk.time().passes(RETURNED);

        pbx.answer(pbx.awaitRequest("UPDATE"), code, "", "", "");

        Packet bye = phone.awaitRequest("BYE");
        assertThat(bye.header("Reason")).startsWith("SIP;cause=408");
        phone.answer(bye, 200, "", "", "");
        pbx.answer(pbx.awaitRequest("BYE"), 481, "", "", "");
        await().untilAsserted(() -> assertThat(desk.calls()).isZero());
    }

    @Test
    void one_that_takes_no_updates_is_shown_again_what_the_phone_said_last() throws Exception {
        desk.up(phone, "", "");
        desk.unseen(PBX);
        desk.inSight(PBX);
        desk.time().passes(RETURNED);

        Packet invite = pbx.await(
                "another INVITE",
                packet -> packet.isRequest("INVITE") && !packet.tag("To").isEmpty());
        assertThat(invite.body()).isEqualTo(Ua.SDP);
        pbx.answer(invite, 481, "", "", "");
        phone.awaitRequest("BYE");
    }

    @Test
    void one_whose_connection_only_was_cut_goes_on_and_the_phone_is_not_asked() throws Exception {
        desk.up(phone, KNOWS_UPDATE, KNOWS_UPDATE);
        desk.unseen(PBX);
        desk.inSight(PBX);
        desk.time().passes(RETURNED);

        pbx.answer(pbx.awaitRequest("UPDATE"), 200, "", pbx.contactLine(), "");

        desk.time().passes(LOST);
        assertGoesOn();
    }

    @Test
    void one_that_stays_away_is_asked_after_a_while() throws Exception {
        desk.up(phone, "", KNOWS_UPDATE);
        desk.unseen(PBX);
        desk.time().passes(RETURNED.minusMillis(1));
        assertThat(asked()).isZero();

        desk.time().passes(LOST.minus(RETURNED));

        pbx.answer(pbx.awaitRequest("UPDATE"), 481, "", "", "");
        phone.awaitRequest("BYE");
    }

    @Test
    void each_vain_try_to_reach_it_is_no_other_loss() throws Exception {
        desk.up(phone, "", KNOWS_UPDATE);
        desk.unseen(PBX);
        desk.time().passes(LOST);
        pbx.answer(pbx.awaitRequest("UPDATE"), 200, "", pbx.contactLine(), "");

        desk.unseen(PBX);
        desk.unseen(PBX);

        desk.time().passes(LOST);
        assertThat(asked()).isOne();
        assertGoesOn();
    }

    @Test
    void a_connection_that_breaks_again_and_again_makes_one_question() throws Exception {
        desk.up(phone, "", KNOWS_UPDATE);
        for (int i = 0; i < 20; i++) {
            desk.unseen(PBX);
            desk.inSight(PBX);
        }
        desk.time().passes(LOST);

        assertThat(asked()).isOne();
    }

    @Test
    void nobody_is_asked_again_before_having_answered() throws Exception {
        desk.up(phone, "", KNOWS_UPDATE);
        desk.unseen(PBX);
        desk.time().passes(LOST);
        Packet first = pbx.awaitRequest("UPDATE");

        desk.inSight(PBX);
        desk.time().passes(RETURNED);

        assertThat(pbx.arrived())
                .filteredOn(packet -> packet.isRequest("UPDATE"))
                .allMatch(packet -> packet.number() == first.number());
    }

    @Test
    void a_question_of_before_is_not_put_off_by_the_next_loss() throws Exception {
        desk.up(phone, "", KNOWS_UPDATE);
        desk.unseen(PBX);
        desk.inSight(PBX);
        desk.unseen(PBX);

        desk.time().passes(RETURNED);

        pbx.awaitRequest("UPDATE");
    }

    @Test
    void calls_to_another_one_are_left_alone() throws Exception {
        desk.up(phone, "", KNOWS_UPDATE);
        desk.inSight("branch");
        desk.unseen("branch");
        desk.inSight("branch");
        desk.time().passes(LOST);

        assertThat(asked()).isZero();
    }

    @Test
    void one_that_is_seen_for_the_first_time_has_lost_nothing() throws Exception {
        desk.up(phone, "", KNOWS_UPDATE);
        desk.inSight(PBX);
        desk.time().passes(LOST);

        assertThat(asked()).isZero();
    }

    @Test
    void a_call_that_rings_is_waited_for_as_ever() throws Exception {
        Caller caller = new Caller(phone, "3001");
        caller.invite("");
        Callee callee = Callee.called(pbx);
        callee.answer(180, KNOWS_UPDATE, "");
        phone.awaitAnswer(180, "INVITE");
        desk.unseen(PBX);
        desk.inSight(PBX);
        desk.time().passes(LOST);
        assertThat(asked()).isZero();

        callee.answer(200, "", Ua.SDP);
        phone.awaitAnswer(200, "INVITE");
    }

    @Test
    void a_call_that_ends_before_is_not_asked_after() throws Exception {
        Desk.Up call = desk.up(phone, "", KNOWS_UPDATE);
        desk.unseen(PBX);
        call.caller().request("BYE", "", "", "");
        pbx.answer(pbx.awaitRequest("BYE"), 200, "", "", "");
        await().untilAsserted(() -> assertThat(desk.calls()).isZero());

        desk.time().passes(LOST);

        assertThat(asked()).isZero();
    }
}
