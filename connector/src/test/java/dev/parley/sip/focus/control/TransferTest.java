package dev.parley.sip.focus.control;

import static dev.parley.sip.focus.control.ReferringPhone.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.pbx.Callee;
import dev.parley.pbx.Dialled;
import dev.parley.pbx.Move;
import dev.parley.pbx.OtherCall;
import dev.parley.pbx.Way;
import dev.parley.sip.stack.FreePort;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a phone's Transfer key by configuration, and of whoever presses it too often. */
class TransferTest {
    private static final String ATTENDED =
            "Refer-To: <sip:1003@pbx.example?Replaces=a%40b%3Bto-tag%3Dpbx-tag%3Bfrom-tag%3Down-tag>";
    private static final String CAROL = "Refer-To: <sip:1003@pbx.example>";

    @Test
    void a_phone_that_is_kept_hears_nothing_of_it() throws Exception {
        try (Stage stage = new Stage(FreePort.find(), "keep", "6/min burst 2");
                ReferringPhone phone = new ReferringPhone(stage.port)) {
            String answer = phone.inDialog("REFER", stage.calls(phone.port()).callId(), "focus", 2, CAROL);

            assertThat(answer).startsWith("SIP/2.0 200 ");
            assertThat(header(answer, "Refer-Sub")).isEqualTo("false");
            assertThat(phone.isNotifiedWithin(Duration.ofMillis(300))).isFalse();
            assertThat(stage.dialled).hasSize(1);
        }
    }

    @Test
    void who_may_not_transfer_may_still_call_in_from_outside_of_the_call_and_throw_himself_out() throws Exception {
        try (Stage stage = new Stage(FreePort.find(), "refuse", "6/min burst 2");
                ReferringPhone phone = new ReferringPhone(stage.port)) {
            String callId = stage.calls(phone.port()).callId();
            assertThat(phone.inDialog("REFER", callId, "focus", 2, CAROL)).startsWith("SIP/2.0 403 ");
            assertThat(phone.refer("bob", "<sip:1003@pbx.example>")).startsWith("SIP/2.0 200 ");
            assertThat(phone.inDialog("REFER", callId, "focus", 3, "Refer-To: <sip:bob@pbx.example;method=BYE>"))
                    .startsWith("SIP/2.0 200 ");
        }
    }

    @Test
    void an_attended_transfer_brings_in_whom_the_phone_talks_to_in_its_other_call() throws Exception {
        try (Stage stage = new Stage(FreePort.find(), "leave", "100/s burst 100");
                ReferringPhone phone = new ReferringPhone(stage.port)) {
            String callId = stage.calls(phone.port()).callId();

            assertThat(phone.inDialog("REFER", callId, "focus", 2, ATTENDED)).startsWith("SIP/2.0 200 ");

            assertThat(phone.awaitNotify()).endsWith("100 Trying\r\n");
            assertThat(phone.awaitNotify()).endsWith("200 OK\r\n");
            assertThat(stage.moved)
                    .containsExactly(new Move(
                            Stage.ROOM,
                            new Callee("1003", "pbx.example"),
                            new OtherCall("bob", "a@b", "pbx-tag", "own-tag"),
                            Way.USUAL));
            assertThat(stage.dialled).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<sip:0900@pbx.example?Replaces=a%40b%3Bto-tag%3Dx%3Bfrom-tag%3Dy>",
                "<sip:1003@evil.example?Replaces=a%40b%3Bto-tag%3Dx%3Bfrom-tag%3Dy>",
                "<sip:1003@pbx.example?Replaces=a%40b%3Bto-tag%3Dx%3Bfrom-tag%3Dy&Route=z>",
                "<sip:1003@pbx.example?Replaces=a%40b%3Bto-tag%3Dx>",
                "<sip:1003@pbx.example?Replaces=%3Bto-tag%3Dx%3Bfrom-tag%3Dy>",
                "<sip:1003@pbx.example;method=BYE?Replaces=a%40b%3Bto-tag%3Dx%3Bfrom-tag%3Dy>",
                "<sip:1003:secret@pbx.example?Replaces=a%40b%3Bto-tag%3Dx%3Bfrom-tag%3Dy>"
            })
    void who_might_not_call_somebody_in_does_not_bring_him_in(String referTo) throws Exception {
        try (Stage stage = new Stage(FreePort.find(), "leave", "100/s burst 100");
                ReferringPhone phone = new ReferringPhone(stage.port)) {
            String callId = stage.calls(phone.port()).callId();
            assertThat(phone.inDialog("REFER", callId, "focus", 2, "Refer-To: " + referTo))
                    .startsWith("SIP/2.0 403 ");
            assertThat(stage.moved).isEmpty();
        }
    }

    @Test
    void who_is_not_in_the_room_brings_nobody_in() throws Exception {
        try (Stage stage = new Stage(FreePort.find(), "leave", "100/s burst 100");
                ReferringPhone phone = new ReferringPhone(stage.port)) {
            assertThat(phone.refer("carol", ATTENDED.replace("Refer-To: ", ""))).startsWith("SIP/2.0 403 ");
            assertThat(stage.moved).isEmpty();
        }
    }

    @Test
    void one_too_many_is_500_and_told_when_to_come_again() throws Exception {
        try (Stage stage = new Stage(FreePort.find(), "leave", "6/min burst 1");
                ReferringPhone phone = new ReferringPhone(stage.port)) {
            stage.answering = invitation -> new Dialled.Failed(486, "busy");
            assertThat(phone.refer("bob", "<sip:1003@pbx.example>")).startsWith("SIP/2.0 200 ");

            String answer = phone.refer("bob", "<sip:1004@pbx.example>");
            assertThat(answer).startsWith("SIP/2.0 500 ");
            assertThat(header(answer, "Retry-After")).isEqualTo("10");
            assertThat(phone.refer("alice", "<sip:1004@pbx.example>")).startsWith("SIP/2.0 200 ");
        }
    }
}
