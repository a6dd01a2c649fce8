package dev.parley.sip.focus.control;

import static dev.parley.sip.focus.control.ReferringPhone.header;
import static dev.parley.sip.focus.control.ReferringPhone.toTag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.pbx.Callee;
import dev.parley.pbx.Dialled;
import dev.parley.pbx.Invitation;
import dev.parley.sip.stack.FreePort;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReferTest {
    private static final String OK = "SIP/2.0 200 ";
    private static final String CAROL = "<sip:1003@pbx.example>";
    private static final Duration MOMENT = Duration.ofMillis(300);

    private Stage stage;
    private ReferringPhone phone;

    /** Once for all: to end a stack takes jain-sip a second. */
    @BeforeAll
    void open() throws Exception {
        stage = new Stage(FreePort.find(), "leave", "1000/s burst 1000");
    }

    @AfterAll
    void close() {
        stage.close();
    }

    @BeforeEach
    void begin() {
        phone = new ReferringPhone(stage.port);
        stage.dialled.clear();
        stage.removed.clear();
        stage.answering = invitation -> new Dialled.Joined(invitation.id());
    }

    @AfterEach
    void end() {
        stage.awaitIdle();
        phone.close();
    }

    @Test
    void a_member_calls_somebody_in_and_hears_what_came_of_it() {
        String answer = phone.refer("bob", CAROL);

        assertThat(answer).startsWith(OK);
        assertThat(header(answer, "Contact")).isEqualTo("<sip:3001@conf.pbx.example;gr=focus>;isfocus");
        String trying = phone.awaitNotify();
        assertThat(trying).endsWith("\r\n\r\nSIP/2.0 100 Trying\r\n");
        assertThat(header(trying, "Event")).isEqualTo("refer");
        assertThat(header(trying, "Subscription-State")).matches("active;expires=\\d+");
        assertThat(header(trying, "Content-Type")).isEqualTo("message/sipfrag;version=2.0");
        assertThat(header(trying, "Contact")).isEqualTo("<sip:3001@conf.pbx.example;gr=focus>;isfocus");
        String last = phone.awaitNotify();
        assertThat(last).endsWith("\r\n\r\nSIP/2.0 200 OK\r\n");
        assertThat(header(last, "Subscription-State")).isEqualTo("terminated;reason=noresource");
        assertThat(stage.dialled).singleElement().satisfies(invitation -> {
            assertThat(invitation.callee()).isEqualTo(new Callee("1003", "pbx.example"));
            assertThat(invitation.room()).isEqualTo(Stage.ROOM);
            assertThat(invitation.id().value()).matches("parley-[a-z0-9]{20,26}");
        });
    }

    @Test
    void who_is_busy_is_told_by_the_status_line_and_nothing_else() {
        stage.answering = invitation -> new Dialled.Failed(486, "USER_BUSY");
        phone.refer("bob", CAROL);
        phone.awaitNotify();

        assertThat(phone.awaitNotify()).endsWith("\r\n\r\nSIP/2.0 486 Busy here\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "sip:1003@pbx.example",
        "<sip:1003@pbx.example;method=INVITE>",
        "<sips:1003@PBX.example>",
        "<sip:1003@conf.pbx.example:5060;transport=tcp>",
        "<tel:10-03;phone-context=pbx.example>",
        "Carol <sip:%31003@pbx.example>;early-only"
    })
    void an_address_may_be_written_in_many_ways(String referTo) {
        assertThat(phone.refer("bob", referTo)).startsWith(OK);
        assertThat(phone.awaitNotify()).endsWith("100 Trying\r\n");
        await().untilAsserted(() -> assertThat(stage.dialled)
                .extracting(invitation -> invitation.callee().user())
                .containsExactly("1003"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<sip:1003@pbx.example?Route=%3Csip:evil.example%3E>",
                "<sip:1003@pbx.example?Replaces=a%3Bto-tag%3Db>",
                "<sip:1003@pbx.example?body=x>",
                "<sip:1003:secret@pbx.example>",
                "<sip:1003@pbx.example;method=REFER>",
                "<sip:1003@pbx.example;method=SUBSCRIBE>",
                "<sip:1003&1004@pbx.example>",
                "<sip:1003%0D%0AAction:%20Originate@pbx.example>",
                "<sip:1003%2CAPP@pbx.example>",
                "<sip:$%7BSHELL(id)%7D@pbx.example>",
                "<sip:@pbx.example>",
                "<sip:pbx.example>",
                "<http://pbx.example/1003>",
                "<mailto:1003@pbx.example>",
                "<tel:+4930123456>",
                "<sip:00900123@pbx.example>",
                "<sip:1003@evil.example>"
            })
    void what_is_not_allowed_or_not_to_be_dialled_is_403(String referTo) {
        assertThat(phone.refer("bob", referTo)).startsWith("SIP/2.0 403 ");
        assertThat(stage.dialled).isEmpty();
    }

    @Test
    void a_refer_needs_exactly_one_refer_to() {
        assertThat(phone.refer("bob", CAROL, "Refer-To: <sip:1004@pbx.example>"))
                .startsWith("SIP/2.0 400 ");
        assertThat(phone.refer("bob", CAROL, "r: <sip:1004@pbx.example>")).startsWith("SIP/2.0 400 ");
        assertThat(phone.refer("bob", "nothing")).startsWith("SIP/2.0 400 ");
        assertThat(stage.dialled).isEmpty();
    }

    @Test
    void who_proves_nothing_or_is_not_in_the_room_calls_nobody() {
        assertThat(phone.refer("mallory", CAROL)).startsWith("SIP/2.0 403 ");
        assertThat(phone.refer("carol", CAROL)).startsWith("SIP/2.0 403 ");
        assertThat(stage.dialled).isEmpty();
    }

    @Test
    void the_tags_of_a_call_prove_nothing_where_the_network_can_be_read() {
        stage.calls(phone.port());
        assertThat(phone.refer(
                        "mallory",
                        CAROL,
                        "Require: tdialog",
                        "Target-Dialog: call-" + phone.port() + ";local-tag=phone;remote-tag=focus"))
                .startsWith("SIP/2.0 403 ");
        assertThat(phone.refer("bob", CAROL, "Target-Dialog: nothing")).startsWith(OK);
    }

    @Test
    void referred_by_is_neither_needed_nor_believed() {
        assertThat(phone.refer("bob", CAROL, "Referred-By: <sip:alice@pbx.example>;tag=x"))
                .startsWith(OK);
        assertThat(phone.refer("carol", CAROL, "Referred-By: <sip:bob@pbx.example>"))
                .startsWith("SIP/2.0 403 ");
    }

    @Test
    void nobody_else_s_phone_is_told() {
        assertThat(phone.ask("REFER sip:3001@conf.pbx.example SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" + phone.port()
                        + ";branch=z9hG4bKelsewhere;rport\r\nFrom: <sip:bob@pbx.example>;tag=1\r\n"
                        + "To: <sip:3001@pbx.example>\r\nCall-ID: elsewhere\r\nCSeq: 1 REFER\r\nMax-Forwards: 70\r\n"
                        + "Contact: <sip:bob@192.0.2.1>\r\nRefer-To: " + CAROL + "\r\n"))
                .startsWith("SIP/2.0 403 ");
        assertThat(stage.dialled).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Refer-Sub: false", "Require: norefersub"})
    void who_wants_to_hear_nothing_hears_nothing(String header) {
        String answer = phone.refer("bob", CAROL, header);

        assertThat(answer).startsWith(OK);
        assertThat(header(answer, "Refer-Sub")).isEqualTo("false");
        await().untilAsserted(() -> assertThat(stage.dialled).hasSize(1));
        assertThat(phone.isNotifiedWithin(MOMENT)).isFalse();
    }

    @Test
    void somebody_who_can_be_told_no_more_is_told_no_more() {
        phone.answersNotifyWith("481 Gone");
        phone.refer("bob", CAROL);
        phone.awaitNotify();

        assertThat(phone.isNotifiedWithin(Duration.ofMillis(1_500))).isFalse();
    }

    @Test
    void a_chair_throws_out_whom_the_roster_shows() {
        assertThat(phone.refer("alice", "<sip:bob@pbx.example;method=BYE>")).startsWith(OK);
        phone.awaitNotify();

        assertThat(phone.awaitNotify()).endsWith("200 OK\r\n");
        assertThat(stage.removed).containsExactly(Stage.BOB.id());
        assertThat(stage.dialled).isEmpty();
    }

    @Test
    void a_bye_outside_of_the_brackets_does_not_become_a_call() {
        assertThat(phone.refer("alice", "sip:1003@pbx.example;method=BYE")).startsWith("SIP/2.0 404 ");
        assertThat(stage.dialled).isEmpty();
    }

    @Test
    void others_are_thrown_out_by_moderators_only_and_oneself_by_everybody() {
        assertThat(phone.refer("bob", "<sip:alice@pbx.example;method=BYE>")).startsWith("SIP/2.0 403 ");
        assertThat(phone.refer("bob", "<sip:nobody@pbx.example;method=BYE>")).startsWith("SIP/2.0 403 ");
        assertThat(stage.removed).isEmpty();

        assertThat(phone.refer("bob", "<sip:bob@pbx.example;method=BYE>")).startsWith(OK);
        assertThat(phone.awaitNotify()).endsWith("100 Trying\r\n");
        assertThat(phone.awaitNotify()).endsWith("200 OK\r\n");
        assertThat(stage.removed).containsExactly(Stage.BOB.id());
    }

    @Test
    void who_is_not_there_cannot_be_thrown_out() {
        assertThat(phone.refer("alice", "<sip:nobody@pbx.example;method=BYE>")).startsWith("SIP/2.0 404 ");
    }

    @Test
    void a_transfer_key_calls_somebody_in_and_says_so_inside_the_call() {
        String callId = stage.calls(phone.port()).callId();

        assertThat(phone.inDialog("REFER", callId, "focus", 2, "Refer-To: " + CAROL))
                .startsWith(OK);

        String trying = phone.awaitNotify();
        assertThat(header(trying, "Call-ID")).isEqualTo(callId);
        assertThat(header(trying, "CSeq")).isEqualTo("101 NOTIFY");
        assertThat(header(trying, "Event")).isEqualTo("refer");
        assertThat(phone.awaitNotify()).endsWith("200 OK\r\n").contains("CSeq: 102 NOTIFY");

        assertThat(phone.inDialog("REFER", callId, "focus", 3, "Refer-To: " + CAROL))
                .startsWith(OK);
        assertThat(header(phone.awaitNotify(), "Event")).isEqualTo("refer;id=3");
    }

    @Test
    void a_member_who_is_not_there_does_not_end_the_call_that_asks_for_his_end() {
        String callId = stage.calls(phone.port()).callId();
        assertThat(phone.inDialog("REFER", callId, "focus", 2, "Refer-To: <sip:bob@pbx.example;gr=other;method=BYE>"))
                .startsWith(OK);
    }

    @Test
    void a_dialog_that_nobody_knows_is_481() {
        assertThat(phone.inDialog("REFER", "no-such-call", "focus", 2, "Refer-To: " + CAROL))
                .startsWith("SIP/2.0 481 ");
    }

    @Test
    void only_a_refer_begins_such_a_subscription() {
        assertThat(phone.ask("SUBSCRIBE sip:3001@conf.pbx.example SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" + phone.port()
                        + ";branch=z9hG4bKsubscribe;rport\r\nFrom: <sip:bob@pbx.example>;tag=1\r\n"
                        + "To: <sip:3001@pbx.example>\r\nCall-ID: subscribe\r\nCSeq: 1 SUBSCRIBE\r\nMax-Forwards: 70\r\n"
                        + "Contact: <sip:bob@127.0.0.1>\r\nEvent: refer\r\n"))
                .startsWith("SIP/2.0 403 ");
    }

    @Test
    void while_it_rings_the_subscription_can_be_refreshed_and_taken_back() {
        CountDownLatch answered = new CountDownLatch(1);
        stage.answering = invitation -> joinedAfter(answered, invitation);
        String answer = phone.refer("bob", CAROL);
        phone.awaitNotify();
        String callId = header(answer, "Call-ID");

        assertThat(phone.inDialog("SUBSCRIBE", callId, toTag(answer), 2, "Event: refer", "Expires: 600"))
                .startsWith(OK)
                .contains("Expires: 600");
        assertThat(header(phone.awaitNotify(), "Subscription-State")).matches("active;expires=(600|59\\d)");
        assertThat(phone.inDialog("SUBSCRIBE", callId, toTag(answer), 3, "Event: refer;id=77", "Expires: 600"))
                .startsWith("SIP/2.0 403 ");
        assertThat(phone.inDialog("SUBSCRIBE", callId, toTag(answer), 4, "Event: refer", "Expires: 0"))
                .startsWith(OK);
        assertThat(header(phone.awaitNotify(), "Subscription-State")).isEqualTo("terminated;reason=timeout");

        answered.countDown();
        assertThat(phone.isNotifiedWithin(Duration.ofMillis(1_500))).isFalse();
    }

    private static Dialled joinedAfter(CountDownLatch answered, Invitation invitation) {
        try {
            answered.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Dialled.Joined(invitation.id());
    }
}
