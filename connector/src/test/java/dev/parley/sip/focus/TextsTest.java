package dev.parley.sip.focus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.sip.focus.Given.UpCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What people write inside of calls that go through Parley. */
@Execution(ExecutionMode.CONCURRENT)
class TextsTest {
    private Given focus;
    private Ua alice;
    private Ua bob;
    private UpCall alices;
    private UpCall bobs;

    @BeforeEach
    void open() throws Exception {
        focus = Given.focus();
        alice = focus.phone("alice");
        bob = focus.phone("bob");
        alices = focus.up(alice);
        bobs = focus.up(bob);
        focus.joins(alices, "Kitchen/1");
        focus.joins(bobs, "Kitchen/1");
    }

    @AfterEach
    void close() {
        alice.close();
        bob.close();
        focus.close();
    }

    @Test
    void a_text_inside_a_call_is_the_rooms_and_reaches_the_others_at_their_phones_and_the_pbx_not_at_all()
            throws Exception {
        alices.caller().request("MESSAGE", "", "text/plain", "the key is 4711");

        alice.awaitAnswer(202, "MESSAGE");
        Packet text = bob.awaitRequest("MESSAGE");
        assertThat(text.uri()).isEqualTo(bob.contact());
        assertThat(text.address("From")).isEqualTo("sip:3001@conf.example");
        assertThat(text.tag("To")).isEmpty();
        assertThat(text.header("Call-ID")).isNotEqualTo(bobs.caller().callId());
        assertThat(text.body()).isEqualTo("alice: the key is 4711");
        bob.answer(text, 200, "x", "", "");
        assertThat(focus.pbx().history()).noneMatch(packet -> packet.isRequest("MESSAGE"));
    }

    @Test
    void a_phone_that_moves_in_its_call_is_written_to_where_it_is_then() throws Exception {
        Ua elsewhere = focus.phone("bob");
        bobs.caller().request("INVITE", elsewhere.contactLine(), "application/sdp", Ua.SDP);
        Packet moved = focus.pbx().await("the re-INVITE", packet -> packet.isRequest("INVITE") && packet.number() > 1);
        focus.pbx().answer(moved, 200, "", focus.pbx().contactLine(), Ua.SDP);
        bobs.caller().ack(bob.awaitAnswer(200, "INVITE"), "");

        alices.caller().request("MESSAGE", "", "text/plain", "where are you?");

        Packet text = elsewhere.awaitRequest("MESSAGE");
        assertThat(text.uri()).isEqualTo(elsewhere.contact());
        // Inside the call it would come only after nobody had answered at the old place.
        assertThat(text.tag("To")).isEmpty();
        elsewhere.close();
    }

    @Test
    void each_text_has_the_outcome_that_the_phone_itself_gave() throws Exception {
        alices.caller().request("MESSAGE", "", "text/plain", "hello");
        bob.answer(bob.awaitRequest("MESSAGE"), 488, "x", "", "");

        await().untilAsserted(() ->
                assertThat(focus.traces()).anyMatch(line -> line.contains("refused") && line.contains("488")));
    }

    @Test
    void a_text_without_a_type_is_refused() throws Exception {
        alices.caller().request("MESSAGE", "", "", "");

        assertThat(alice.awaitAnswer(415, "MESSAGE").header("Accept")).isEqualTo("text/plain");
    }

    @Test
    void whom_the_pbx_has_not_let_into_the_room_yet_is_told_to_wait() throws Exception {
        Ua carol = focus.phone("carol");
        UpCall carols = focus.up(carol);

        carols.caller().request("MESSAGE", "", "text/plain", "am I in?");

        carol.awaitAnswer(480, "MESSAGE");
        carol.close();
    }

    @Test
    void a_phone_that_shows_texts_best_in_its_call_gets_them_there_one_at_a_time() throws Exception {
        Ua carol = focus.phone("carol");
        UpCall carols = focus.up(carol);
        focus.joins(carols, "InCall/1");

        alices.caller().request("MESSAGE", "", "text/plain", "one");
        Packet one = carol.awaitRequest("MESSAGE");
        alice.awaitAnswer(202, "MESSAGE");
        alices.caller().request("MESSAGE", "", "text/plain", "two");
        alice.awaitAnswer(202, "MESSAGE");
        carol.answer(one, 200, "", "", "");
        Packet two = carol.awaitRequest("MESSAGE");

        assertThat(one.header("Call-ID")).isEqualTo(carols.caller().callId());
        assertThat(one.body()).isEqualTo("alice: one");
        assertThat(two.body()).isEqualTo("alice: two");
        assertThat(two.number()).isEqualTo(one.number() + 1);
        carol.close();
    }

    @Test
    void what_the_pbx_writes_into_the_call_gets_to_the_phone() throws Exception {
        alices.callee().request("MESSAGE", "", "text/plain", "You are muted");

        Packet text = alice.awaitRequest("MESSAGE");
        assertThat(text.body()).isEqualTo("You are muted");
        alice.answer(text, 200, "", "", "");
        focus.pbx().awaitAnswer(200, "MESSAGE");
    }

    @Test
    void a_refused_text_does_not_end_the_call() throws Exception {
        alices.callee().request("MESSAGE", "", "text/plain", "You are muted");
        alice.answer(alice.awaitRequest("MESSAGE"), 481, "", "", "");

        focus.pbx().awaitAnswer(481, "MESSAGE");
        alices.caller().request("INFO", "", "application/dtmf-relay", "Signal=1");
        focus.pbx().answer(focus.pbx().awaitRequest("INFO"), 200, "", "", "");
        alice.awaitAnswer(200, "INFO");
    }

    @Test
    void whoever_writes_from_the_address_of_his_call_outside_of_it_is_known() throws Exception {
        Caller outside = new Caller(alice, "3001");

        outside.request("MESSAGE", "", "text/plain", "from outside");

        alice.awaitAnswer(202, "MESSAGE");
        assertThat(bob.awaitRequest("MESSAGE").body()).isEqualTo("alice: from outside");
    }
}
