package dev.parley.pbx.freeswitch;

import static dev.parley.pbx.freeswitch.Attached.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Claim;
import dev.parley.chat.Copy;
import dev.parley.chat.Notice;
import dev.parley.chat.Outcome;
import dev.parley.chat.Part;
import dev.parley.chat.Route;
import dev.parley.chat.TextId;
import dev.parley.room.Identity;
import dev.parley.room.Leg;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Texts in and out. */
class TextsTest {
    private static final String FROM_ANN =
            "Event-Name: RECV_MESSAGE\nCore-UUID: run-1\nEvent-Sequence: 7\nfrom_user: 1001\n"
                    + "from_sip_ip: 192.0.2.7\nfrom_sip_port: 5062\ntype: text/plain\nto_user: ";

    @Test
    void a_text_is_taken_as_it_was_written() throws IOException {
        try (Attached attached = new Attached()) {
            attached.open();
            attached.freeswitch.event(FROM_ANN + "conf%2B3001\nsip_h_X-Other: 1", "a\n\nb %20 ü");
            until(() -> attached.texts.size() == 1);
            var text = attached.texts.getFirst();
            assertThat(text.room()).isEqualTo(Attached.ROOM);
            assertThat(text.body()).isEqualTo("a\n\nb %20 ü");
            assertThat(text.claim()).isEqualTo(new Claim("1001", "", "192.0.2.7:5062", ""));
            assertThat(text.callId() + text.cseq()).isEqualTo("run-17");
            assertThat(text.fromParley()).isFalse();
        }
    }

    /** As FreeSWITCH 1.11 prints it. */
    @Test
    void a_text_says_whose_device_is_registered_where_it_came_from() throws IOException {
        try (Attached attached = new Attached()) {
            attached.freeswitch.printing(
                    command -> command.line().equals("api sofia status profile internal user 1001@pbx.example")
                            ? Optional.of(device("192.0.2.6", "5060") + device("192.0.2.7", "5062"))
                            : Optional.empty());
            attached.open();
            joinsFrom(attached, "192.0.2.6");
            until(() -> {
                attached.texts.clear();
                attached.freeswitch.event(FROM_ANN + "3001", "from my tablet");
                until(() -> !attached.texts.isEmpty());
                return attached.texts.getFirst().claim().registered().equals(Set.of("1001@pbx.example"));
            });
        }
    }

    @Test
    void a_device_that_registers_counts_from_the_next_text_on() throws IOException {
        try (Attached attached = new Attached()) {
            attached.freeswitch.printing(command -> command.line().startsWith("api sofia status")
                            && attached.freeswitch.commands("api sofia status").size() > 1
                    ? Optional.of(device("192.0.2.7", "5062"))
                    : Optional.empty());
            attached.open();
            joinsFrom(attached, "192.0.2.6");
            until(() -> attached.freeswitch.commands("api sofia status").size() == 1);
            attached.freeswitch.event(
                    "Event-Name: CUSTOM\nEvent-Subclass: sofia%3A%3Aregister\nfrom-user: 1001\n"
                            + "from-host: pbx.example\nnetwork-ip: 192.0.2.7\nnetwork-port: 5062",
                    "");
            attached.freeswitch.event(FROM_ANN + "3001", "here I am");
            until(() -> !attached.texts.isEmpty());
            assertThat(attached.texts.getFirst().claim().registered()).containsExactly("1001@pbx.example");
            until(() -> attached.freeswitch.commands("api sofia status").size() == 2);
        }
    }

    private static void joinsFrom(Attached attached, String ip) {
        attached.conference(
                "add-member",
                "u-ann",
                "variable_sip_call_id: c1\nvariable_user_name: 1001\nvariable_domain_name: pbx.example\n"
                        + "variable_sofia_profile_name: internal\nvariable_sip_network_port: 5060\n"
                        + "variable_sip_network_ip: " + ip);
    }

    private static String device(String ip, String port) {
        return "Call-ID:    \tc2\nHost:       \tpbx\nIP:         \t" + ip + "\nPort:       \t" + port
                + "\nAuth-User:  \t1001\n\n";
    }

    @Test
    void a_text_in_a_call_belongs_to_the_room_that_the_leg_is_in() throws IOException {
        try (Attached attached = new Attached()) {
            attached.open();
            attached.joins("u-ann", "Ann");
            attached.freeswitch.event(FROM_ANN + "5000\nUnique-ID: u-ann", "hello");
            until(() -> attached.texts.size() == 1);
            assertThat(attached.texts.getFirst().room()).isEqualTo(Attached.ROOM);
            assertThat(attached.texts.getFirst().claim().leg()).contains(new MemberId("u-ann"));
        }
    }

    @Test
    void a_copy_of_ours_that_comes_back_is_known_as_such() throws IOException {
        try (Attached attached = new Attached()) {
            attached.open();
            attached.freeswitch.event(FROM_ANN + "3001\nsip_h_X-Parley: abc", "hello");
            until(() -> attached.texts.size() == 1);
            assertThat(attached.texts.getFirst().fromParley()).isTrue();
        }
    }

    @Test
    void a_text_to_no_room_of_ours_is_none_of_our_business() throws IOException {
        try (Attached attached = new Attached()) {
            attached.open();
            attached.freeswitch.event(FROM_ANN + "1002", "private");
            attached.freeswitch.event(FROM_ANN + "3001", "for all");
            until(() -> attached.texts.size() == 1);
            assertThat(attached.texts.getFirst().body()).isEqualTo("for all");
        }
    }

    @Test
    void whoever_writes_without_freeswitch_is_told_of_devices_that_it_can_reach() throws IOException {
        try (Attached attached = new Attached()) {
            registered(
                    attached,
                    "sofia/internal/sip:1002@192.0.2.8:5060,sofia/internal/sip:1002@10.0.0.8:5060;fs_nat=yes;fs_path=x");
            attached.open();

            assertThat(attached.pbx.contacts(bob(), Duration.ofSeconds(20))).containsExactly("sip:1002@192.0.2.8:5060");
        }
    }

    @Test
    void a_text_outside_of_the_call_waits_for_its_report() throws IOException {
        try (Attached attached = new Attached()) {
            registered(attached, "sofia/internal/sip:1002@192.0.2.8:5060");
            attached.open();
            CompletableFuture<Outcome> outcome = send(attached, Route.OUT_OF_DIALOG, "", "hi\n\nthere");
            EslStandIn.Command sent = sent(attached);
            assertThat(sent.body()).isEqualTo("hi\n\nthere");
            assertThat(sent.header("to")).isEqualTo("1002@pbx.example");
            assertThat(sent.header("from_full")).isEqualTo("\"A \\\"B\\\"\" <sip:3001@pbx.example>");
            assertThat(outcome).isNotDone();
            attached.freeswitch.report(report(sent, "Accepted", ""));
            assertThat(outcome.join()).isEqualTo(new Outcome.HandedOver());
        }
    }

    @Test
    void the_phone_s_own_answer_is_known_where_it_is_asked_for() throws IOException {
        try (Attached attached = new Attached(true)) {
            registered(attached, "sofia/internal/sip:1002@192.0.2.8:5060");
            attached.open();
            CompletableFuture<Outcome> taken = send(attached, Route.OUT_OF_DIALOG, "", "hi");
            EslStandIn.Command sent = sent(attached);
            assertThat(sent.header("blocking")).isEqualTo("true");
            attached.freeswitch.report(report(sent, "Success", "200"));
            assertThat(taken.join()).isEqualTo(new Outcome.Delivered(200));
        }
    }

    @Test
    void a_refusal_of_the_phone_is_told() throws IOException {
        try (Attached attached = new Attached(true)) {
            registered(attached, "sofia/internal/sip:1002@192.0.2.8:5060");
            attached.open();
            CompletableFuture<Outcome> refused = send(attached, Route.OUT_OF_DIALOG, "", "hi");
            attached.freeswitch.report(report(sent(attached), "Failure", "486"));
            assertThat(refused.join()).isEqualTo(new Outcome.Refused("the phone answered 486"));
        }
    }

    @Test
    void who_is_not_registered_cannot_be_reached_outside_of_the_call() throws IOException {
        try (Attached attached = new Attached()) {
            registered(attached, "error/user_not_registered");
            attached.open();
            assertThat(send(attached, Route.OUT_OF_DIALOG, "", "hi").join()).isInstanceOf(Outcome.Unreachable.class);
            assertThat(attached.freeswitch.commands("sendevent")).isEmpty();
        }
    }

    @Test
    void the_device_that_wrote_gets_no_copy_and_the_account_s_others_do() throws IOException {
        try (Attached attached = new Attached()) {
            registered(
                    attached,
                    "sofia/internal/sip:1002@192.0.2.8:5060,sofia/internal/sip:1002@192.0.2.9:5060;fs_nat=yes");
            attached.open();
            CompletableFuture<Outcome> outcome = send(attached, Route.OUT_OF_DIALOG, "192.0.2.8:5060", "hi");
            EslStandIn.Command sent = sent(attached);
            assertThat(sent.header("to")).isEqualTo("internal/sip:1002@192.0.2.9:5060;fs_nat=yes");
            attached.freeswitch.report(report(sent, "Accepted", ""));
            assertThat(outcome.join()).isEqualTo(new Outcome.HandedOver());
            assertThat(attached.freeswitch.commands("sendevent")).hasSize(1);
        }
    }

    @Test
    void a_text_whose_connection_ends_before_its_report_is_sent_again() throws IOException {
        try (Attached attached = new Attached()) {
            registered(attached, "sofia/internal/sip:1002@192.0.2.8:5060");
            attached.open();
            CompletableFuture<Outcome> outcome = send(attached, Route.OUT_OF_DIALOG, "", "hi");
            sent(attached);
            attached.freeswitch.hangUp();
            until(() -> attached.freeswitch.commands("sendevent").size() == 2);
            EslStandIn.Command again = attached.freeswitch.commands("sendevent").getLast();
            attached.freeswitch.report(report(again, "Accepted", ""));
            assertThat(outcome.join()).isEqualTo(new Outcome.HandedOver());
        }
    }

    @Test
    void a_text_in_the_call_goes_to_the_leg() throws IOException {
        try (Attached attached = new Attached()) {
            attached.open();
            assertThat(send(attached, Route.IN_DIALOG, "", "hi").join()).isEqualTo(new Outcome.HandedOver());
            EslStandIn.Command sent = sent(attached);
            assertThat(sent.line()).isEqualTo("sendevent SEND_MESSAGE");
            assertThat(sent.header("uuid")).isEqualTo("u-bob");
            assertThat(sent.body()).isEqualTo("hi");
        }
    }

    @Test
    void who_wrote_in_a_call_is_answered_in_it() throws IOException {
        try (Attached attached = new Attached()) {
            attached.open();
            Claim claim = new Claim("1001", "", "192.0.2.7:5062", "", Optional.of(new MemberId("u-ann")));
            assertThat(attached.pbx.answer(new Notice(Attached.ROOM, claim, "no")))
                    .isEqualTo(new Outcome.HandedOver());
            assertThat(sent(attached).header("uuid")).isEqualTo("u-ann");
        }
    }

    @Test
    void who_wrote_from_outside_is_answered_where_it_came_from() throws IOException {
        try (Attached attached = new Attached()) {
            attached.open();
            Claim claim = new Claim("1001", "", "192.0.2.7:5062", "");
            CompletableFuture<Outcome> outcome =
                    CompletableFuture.supplyAsync(() -> attached.pbx.answer(new Notice(Attached.ROOM, claim, "no")));
            EslStandIn.Command sent = sent(attached);
            assertThat(sent.header("to")).isEqualTo("internal/sip:1001@192.0.2.7:5062");
            attached.freeswitch.report(report(sent, "Accepted", ""));
            assertThat(outcome.join()).isEqualTo(new Outcome.HandedOver());
        }
    }

    @Test
    void a_user_that_would_end_the_command_is_not_answered() throws IOException {
        try (Attached attached = new Attached()) {
            attached.open();
            Claim claim = new Claim("x\n\napi shutdown", "", "192.0.2.7:5062", "");
            assertThat(attached.pbx.answer(new Notice(Attached.ROOM, claim, "no")))
                    .isInstanceOf(Outcome.Unreachable.class);
        }
    }

    private static void registered(Attached attached, String contacts) {
        attached.freeswitch.printing(command -> command.line().startsWith("api sofia_contact internal/1002@pbx.example")
                ? Optional.of(contacts)
                : Optional.empty());
    }

    private static Member bob() {
        return new Member(
                new MemberId("u-bob"), new Identity("1002", "1002@pbx.example", false), "Bob", Set.of(), Leg.UNKNOWN);
    }

    private static CompletableFuture<Outcome> send(Attached attached, Route route, String except, String body) {
        Copy copy = new Copy(
                new TextId("t1"),
                Attached.ROOM,
                bob(),
                "A \"B\"",
                body,
                Optional.empty(),
                false,
                List.of(route),
                except,
                Instant.now().plusSeconds(60));
        return CompletableFuture.supplyAsync(() -> attached.pbx.send(new Part(copy, route, body)));
    }

    private static EslStandIn.Command sent(Attached attached) {
        until(() -> !attached.freeswitch.commands("sendevent").isEmpty());
        return attached.freeswitch.commands("sendevent").getFirst();
    }

    private static String report(EslStandIn.Command sent, String status, String code) {
        return "Event-Name: CUSTOM\nEvent-Subclass: SMS%3A%3ADELIVERY_REPORT\nStatus: " + status + "\n"
                + (code.isEmpty() ? "" : "Delivery-Result-Code: " + code + "\n") + Reports.ID + ": "
                + sent.header(Reports.ID);
    }
}
