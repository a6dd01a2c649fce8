package dev.parley.interop.asterisk;

import static dev.parley.interop.asterisk.Lab.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.ami.AmiFrame;
import dev.parley.interop.ami.RawAmi;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.TestPhone;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The life of the server, and what its AMI says about the members of a room. */
class AsteriskServerTest extends OnEachRelease {
    @Override
    AsteriskOptions options() {
        return AsteriskOptions.standard().withGeneratedPhones(3);
    }

    @Test
    void it_is_the_release_that_was_asked_for() {
        assertThat(lab().server().cli("core show version")).contains("Asterisk " + release.major() + ".");
    }

    @Test
    void three_phones_meet_in_a_room_and_the_lists_get_through_the_event_filter() {
        for (String name : List.of("alice", "bob", "p3")) {
            lab().phone(name).call("3001");
        }
        try (RawAmi parley = lab().server().parley()) {
            assertThat(Lab.awaitMembers(parley, "3001", 3))
                    .extracting(member -> member.header("CallerIDName").orElse(""))
                    .containsExactlyInAnyOrder("Alice A", "Bob B", "Phone 3");
            assertThat(parley.list("ConfbridgeListRooms"))
                    .extracting(room -> room.header("Parties").orElse(""))
                    .containsExactly("3");
        }
    }

    @Test
    void a_member_comes_with_its_dialog_its_phone_and_its_address() {
        try (RawAmi parley = lab().server().parley()) {
            TestPhone erin = lab().phone(lab().options("erin")
                    .withPassword("erinsecret")
                    .withUserAgent("A :) b: c, " + "d".repeat(200)));
            Call call = erin.call("3001");
            AmiFrame join = parley.awaitEvent("ConfbridgeJoin", event -> true);
            assertThat(variable64(join, "PARLEY_CALLID64")).isEqualTo(call.callId());
            assertThat(variable64(join, "PARLEY_AGENT64")).hasSize(120).startsWith("A :) b: c, ddd");
            assertThat(variable64(join, "PARLEY_ALLOW64")).startsWith("INVITE, ACK, BYE");
            assertThat(variable(join, "PARLEY_ADDR")).isEqualTo("127.0.0.1:" + erin.port());
            assertThat(variable(join, "PARLEY_AOR")).isEqualTo("erin");
            assertThat(variable(join, "PARLEY_AUTH")).isEqualTo("yes");
            call.hangUp();
            parley.awaitEvent("ConfbridgeEnd", event -> true);
        }
    }

    @Test
    void a_folded_header_adds_no_line_to_any_event() {
        try (RawAmi all = lab().server().lab();
                RawAmi parley = lab().server().parley()) {
            TestPhone bob = lab().phone(lab().options("bob").withUserAgent("x\r\n Action: y\r\n Event: z"));
            Call call = bob.call("3002");
            AmiFrame join = parley.awaitEvent("ConfbridgeJoin", event -> true);
            assertThat(variable(join, "PARLEY_AUTH")).isEqualTo("no");
            call.hangUp();
            all.awaitEvent("ConfbridgeEnd", event -> true);
            assertThat(all.frames()).noneMatch(frame -> frame.header("Action").isPresent() || frame.isEvent("z"));
        }
    }

    @Test
    void a_new_contact_and_its_end_are_told() {
        try (RawAmi parley = lab().server().parley()) {
            TestPhone carol = lab().phone("carol");
            AmiFrame first = parley.awaitEvent("ContactStatus", event -> isFor(event, carol));
            assertThat(first.header("ContactStatus")).hasValue("NonQualified");
            carol.register(Duration.ZERO);
            parley.awaitEvent(
                    "ContactStatus",
                    event -> isFor(event, carol)
                            && event.header("ContactStatus")
                                    .filter("Removed"::equals)
                                    .isPresent());
        }
    }

    @Test
    void hold_is_told_and_other_events_are_not() {
        try (RawAmi parley = lab().server().parley()) {
            Call call = lab().phone("dave").call("3003");
            parley.awaitEvent("ConfbridgeJoin", event -> true);
            assertThat(call.hold().status()).isEqualTo(200);
            parley.awaitEvent("Hold", event -> true);
            assertThat(call.unhold().status()).isEqualTo(200);
            parley.awaitEvent("Unhold", event -> true);
            call.hangUp();
            parley.awaitEvent("Hangup", event -> true);
            assertThat(parley.frames())
                    .noneMatch(frame -> frame.isEvent("Newchannel") || frame.isEvent("HangupRequest"));
        }
    }

    @Test
    void a_text_inside_the_call_reaches_the_others() {
        TestPhone alice = lab().phone("alice");
        TestPhone bob = lab().phone("bob");
        Call call = alice.call("3004");
        bob.call("3004");
        try (RawAmi parley = lab().server().parley()) {
            Lab.awaitMembers(parley, "3004", 2);
        }
        assertThat(call.sendMessage("inside").status()).isEqualTo(202);
        assertThat(bob.awaitText(text -> text.inDialog() && text.body().equals("inside"), SOON))
                .isPresent();
    }

    @Test
    void an_attended_transfer_brings_the_other_phone_into_the_room() {
        TestPhone alice = lab().phone("alice");
        TestPhone carol = lab().phone("carol");
        Call consultation = alice.call("carol");
        Call room = alice.call("3005");
        try (RawAmi parley = lab().server().parley()) {
            Lab.awaitMembers(parley, "3005", 1);
            assertThat(consultation.transferTo(room).status()).isEqualTo(202);
            parley.awaitEvent("AttendedTransfer", event -> true);
            assertThat(room.awaitEnd(SOON)).isTrue();
            assertThat(carol.awaitIncomingCall(SOON)).isPresent();
        }
    }

    @Test
    void it_comes_back_on_the_same_ports_after_a_kill_and_after_a_restart() {
        try (RawAmi before = lab().server().lab()) {
            lab().server().kill9();
            assertThat(before.awaitClosed(SOON)).isTrue();
        }
        lab().server().start();
        try (RawAmi before = lab().server().parley()) {
            lab().server().restart();
            before.awaitEvent("Shutdown", event -> true);
        }
        assertThat(lab().phone("alice").sendMessage("3001", "hello").status()).isEqualTo(202);
    }

    private static boolean isFor(AmiFrame contactStatus, TestPhone phone) {
        return contactStatus.header("URI").filter(phone.contact()::equals).isPresent();
    }

    private static String variable(AmiFrame event, String name) {
        return event.headers("ChanVariable").stream()
                .filter(value -> value.startsWith(name + "="))
                .map(value -> value.substring(name.length() + 1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + event));
    }

    private static String variable64(AmiFrame event, String name) {
        return new String(Base64.getDecoder().decode(variable(event, name)), StandardCharsets.UTF_8);
    }
}
