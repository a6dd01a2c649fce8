package dev.parley.interop.control;

import static dev.parley.interop.control.Switchboard.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.Await;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.SipMessage;
import dev.parley.interop.phone.TestPhone;
import dev.parley.room.Room;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A phone in a real Asterisk's room refers others to it, and has them thrown out, by Parley's own SIP side. */
class ReferTest extends Referring {
    @Test
    void whom_a_member_refers_to_the_room_is_called_and_joins() {
        TestPhone alice = member("alice");
        TestPhone bob = lab().phone("bob");

        assertThat(refers(alice, "refer-1", "<sip:bob@conf.pbx.example>").status())
                .isEqualTo(200);

        Call call = bob.awaitIncomingCall(SOON).orElseThrow();
        assertThat(outcome(alice, "refer-1")).isEqualTo("SIP/2.0 200 OK\r\n");
        awaitRoom(room -> room.members().stream()
                .anyMatch(member -> member.leg().callId().equals(call.callId())
                        && member.id().value().startsWith("parley-")));
    }

    @Test
    void a_moderator_has_somebody_thrown_out() {
        TestPhone alice = member("alice");
        TestPhone bob = member("bob");

        assertThat(refers(alice, "refer-2", "<sip:bob@conf.pbx.example;method=BYE>")
                        .status())
                .isEqualTo(200);

        assertThat(outcome(alice, "refer-2")).isEqualTo("SIP/2.0 200 OK\r\n");
        awaitRoom(room -> room.members().size() == 1);
        assertThat(refers(bob, "refer-3", "<sip:alice@conf.pbx.example;method=BYE>")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void who_had_somebody_called_in_and_who_threw_him_out_is_told_to_all() {
        TestPhone alice = member("alice");
        alice.subscribed("3001", "conference", "application/conference-info+xml");
        TestPhone bob = lab().phone("bob");

        refers(alice, "refer-20", "<sip:bob@conf.pbx.example>");

        assertThat(bob.awaitRequest("INVITE", SOON).header("Referred-By"))
                .hasValueSatisfying(by -> assertThat(by).startsWith("<sip:alice@"));
        assertThat(roster(alice, "<joining-method>dialed-out</joining-method>"))
                .containsPattern("<referred><when>[^<]+</when><by>sip:alice@[^<]+</by></referred><status>");

        refers(alice, "refer-21", "<sip:bob@conf.pbx.example;method=BYE>");

        assertThat(roster(alice, "<disconnection-method>booted</disconnection-method>"))
                .containsPattern("<disconnection-info><when>[^<]+</when><by>sip:alice@[^<]+</by>");
    }

    private static String roster(TestPhone phone, String wanted) {
        return received(
                        phone,
                        message -> message.isRequest()
                                && message.method().equals("NOTIFY")
                                && message.text().contains(wanted))
                .text();
    }

    @Test
    void who_is_busy_or_has_no_phone_does_not_come() {
        TestPhone alice = member("alice");
        lab().phone("bob").answersCallsWith(486);

        refers(alice, "refer-4", "<sip:bob@conf.pbx.example>");
        refers(alice, "refer-5", "<sip:carol@conf.pbx.example>");

        assertThat(outcome(alice, "refer-4")).startsWith("SIP/2.0 486 ");
        assertThat(outcome(alice, "refer-5")).startsWith("SIP/2.0 404 ");
    }

    @Test
    void a_transfer_key_inside_a_call_through_parley_calls_somebody_in() {
        Call call = lab().phone(throughParley("alice")).call("3001");
        awaitRoom(room -> room.members().size() == 1);
        TestPhone bob = lab().phone("bob");

        assertThat(call.refer("<sip:bob@conf.pbx.example>").status()).isEqualTo(200);

        assertThat(bob.awaitIncomingCall(SOON)).isPresent();
        assertThat(call.notified().await(told -> told.text().equals("SIP/2.0 100 Trying\r\n"), SOON))
                .isPresent();
        assertThat(call.notified().await(told -> told.text().equals("SIP/2.0 200 OK\r\n"), SOON))
                .isPresent();
        awaitRoom(room -> room.members().size() == 2);
    }

    @Test
    void a_call_to_the_factory_gets_a_room_of_its_own_that_ends_with_it() {
        Call call =
                lab().phone(throughParley("erin").withPassword("erinsecret")).call("conference");
        Room made = Await.answer(
                        SOON,
                        () -> parley().rooms().all().stream()
                                .filter(room -> room.id().name().startsWith("305") && !room.isEmpty())
                                .findFirst())
                .orElseThrow();
        Call guest = lab().phone(throughParley("bob")).call(made.id().name());
        assertThat(Await.answer(
                        SOON,
                        () -> Optional.of(parley().rooms().get(made.id()))
                                .filter(room -> room.members().size() == 2)))
                .isPresent();

        call.hangUp();

        assertThat(guest.awaitEnd(SOON)).isTrue();
    }

    @Test
    void the_room_tells_what_its_focus_can() {
        SipMessage answer = asks(member("alice"), "OPTIONS", "options-1");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Contact")).hasValue("<sip:3001@conf.pbx.example:" + port + ";gr=focus>;isfocus");
        assertThat(said(answer, "Allow")).contains("MESSAGE", "OPTIONS", "REFER", "SUBSCRIBE");
        assertThat(said(answer, "Allow-Events")).contains("conference", "refer");
        assertThat(said(answer, "Supported")).contains("norefersub", "tdialog");
        assertThat(said(answer, "Accept")).contains("application/sdp", "message/sipfrag", "text/plain", "message/cpim");
    }

    private static List<String> said(SipMessage message, String name) {
        return message.headers(name).stream()
                .flatMap(value -> List.of(value.split(" *, *", -1)).stream())
                .toList();
    }
}
