package dev.parley.pbx.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Copy;
import dev.parley.chat.Outcome;
import dev.parley.chat.Part;
import dev.parley.chat.Route;
import dev.parley.chat.TextId;
import dev.parley.pbx.Link;
import dev.parley.room.Identity;
import dev.parley.room.Leg;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private static final String TWO_DEVICES = "PJSIP/bob/sip:bob@127.0.0.1:6102&PJSIP/bob/sip:bob@127.0.0.1:6112;x=1";

    @Test
    void each_registered_device_gets_a_message_from_the_room_with_the_senders_name() throws Exception {
        try (Attached attached = new Attached()) {
            attached.open();
            answer(attached, TWO_DEVICES);

            Outcome outcome = attached.pbx.send(part(Route.OUT_OF_DIALOG, "Alice: hé\n\"${X}\"", ""));

            assertThat(outcome).isEqualTo(new Outcome.HandedOver());
            Map<String, String> first = attached.asterisk.awaitAction("MessageSend");
            Map<String, String> second = attached.asterisk.awaitAction("MessageSend");
            assertThat(first).containsEntry("destination", "pjsip:bob/sip:bob@127.0.0.1:6102");
            assertThat(second).containsEntry("destination", "pjsip:bob/sip:bob@127.0.0.1:6112;x=1");
            assertThat(first).containsEntry("from", "\"Alice\" <sip:3001@pbx.example>");
            assertThat(first).containsEntry("variable", "X-Parley=t1");
            assertThat(new String(Base64.getDecoder().decode(first.get("base64body")), StandardCharsets.UTF_8))
                    .isEqualTo("Alice: hé\n\"${X}\"");
        }
    }

    @Test
    void the_device_that_the_text_came_from_gets_no_copy_of_it() throws Exception {
        try (Attached attached = new Attached()) {
            attached.open();
            answer(attached, TWO_DEVICES);

            attached.pbx.send(part(Route.OUT_OF_DIALOG, "hi", "127.0.0.1:6102"));

            assertThat(attached.asterisk.awaitAction("MessageSend"))
                    .containsEntry("destination", "pjsip:bob/sip:bob@127.0.0.1:6112;x=1");
        }
    }

    @Test
    void an_account_without_a_device_is_unreachable_out_of_dialog() throws Exception {
        try (Attached attached = new Attached()) {
            attached.open();
            answer(attached, "");

            assertThat(attached.pbx.send(part(Route.OUT_OF_DIALOG, "hi", ""))).isInstanceOf(Outcome.Unreachable.class);
        }
    }

    @Test
    void whoever_writes_without_asterisk_is_told_where_the_devices_are() throws Exception {
        try (Attached attached = new Attached()) {
            assertThat(attached.pbx.contacts(bob(), Duration.ofMillis(1))).isEmpty();
            attached.open();
            answer(attached, TWO_DEVICES);

            assertThat(attached.pbx.contacts(bob(), Duration.ofSeconds(20)))
                    .containsExactly("sip:bob@127.0.0.1:6102", "sip:bob@127.0.0.1:6112;x=1");
        }
    }

    @Test
    void a_contact_that_would_begin_another_ami_header_is_refused() throws Exception {
        try (Attached attached = new Attached()) {
            attached.open();
            answer(attached, "PJSIP/bob/sip:bob@127.0.0.1 <x>");

            assertThat(attached.pbx.send(part(Route.OUT_OF_DIALOG, "hi", ""))).isInstanceOf(Outcome.Refused.class);
        }
    }

    @Test
    void a_text_in_a_call_goes_to_exactly_that_channel() throws Exception {
        try (Attached attached = new Attached()) {
            attached.open();

            assertThat(attached.pbx.send(part(Route.IN_DIALOG, "Alice: hi", "")))
                    .isEqualTo(new Outcome.HandedOver());

            assertThat(attached.asterisk.awaitAction("SendText"))
                    .containsEntry("channel", "17.1")
                    .containsEntry("message", "Alice: hi");
        }
    }

    @Test
    void what_asterisk_says_against_a_text_is_its_outcome() throws Exception {
        try (Attached attached = new Attached()) {
            attached.open();
            attached.asterisk.answering(action -> Optional.of(AmiStandIn.error(action, "No such channel")));

            assertThat(attached.pbx.send(part(Route.IN_DIALOG, "Alice: hi", "")))
                    .isEqualTo(new Outcome.Unreachable("SendText: No such channel"));
        }
    }

    @Test
    void a_text_that_asterisk_never_answers_expires_while_the_connection_lives() throws Exception {
        try (Attached attached = new Attached()) {
            attached.open();
            attached.asterisk.answering(
                    action -> "SendText".equals(action.get("action")) ? Optional.of("") : Optional.empty());
            Part soonLate = part(Route.IN_DIALOG, "hi", "", Instant.now().plus(Duration.ofMillis(50)));

            assertThat(attached.pbx.send(soonLate)).isInstanceOf(Outcome.Expired.class);
            assertThat(attached.pbx.link()).isInstanceOf(Link.Up.class);
        }
    }

    @Test
    void a_text_whose_connection_is_cut_before_the_answer_goes_out_on_the_next_one() throws Exception {
        try (Attached attached = new Attached()) {
            attached.open();
            AtomicBoolean cut = new AtomicBoolean();
            attached.asterisk.cuttingAt(action -> "SendText".equals(action.get("action")) && !cut.getAndSet(true));

            assertThat(attached.pbx.send(part(Route.IN_DIALOG, "Alice: hi", "")))
                    .isEqualTo(new Outcome.HandedOver());
            assertThat(cut).isTrue();
        }
    }

    @Test
    void a_text_waits_while_asterisk_is_away_and_goes_out_when_it_is_back() throws Exception {
        try (Attached attached = new Attached()) {
            CompletableFuture<Outcome> outcome = new CompletableFuture<>();
            Thread.startVirtualThread(
                    () -> outcome.complete(attached.pbx.send(part(Route.IN_DIALOG, "Alice: hi", ""))));

            attached.open();

            assertThat(outcome.get()).isEqualTo(new Outcome.HandedOver());
        }
    }

    @Test
    void a_text_that_nobody_took_in_time_expires() throws Exception {
        try (Attached attached = new Attached()) {
            Part late = part(Route.IN_DIALOG, "hi", "", Instant.now().minusSeconds(1));

            assertThat(attached.pbx.send(late)).isInstanceOf(Outcome.Expired.class);
        }
    }

    private static void answer(Attached attached, String contacts) {
        attached.asterisk.answering(action -> Optional.ofNullable(action.get("variable"))
                .filter(variable -> variable.startsWith("PJSIP_DIAL_CONTACTS"))
                .map(variable -> AmiStandIn.success(action, List.of("Variable: " + variable, "Value: " + contacts))));
    }

    private static Member bob() {
        return new Member(new MemberId("17.1"), new Identity("bob", "bob", false), "Bob", Set.of(), Leg.UNKNOWN);
    }

    private static Part part(Route route, String body, String exceptSource) {
        return part(route, body, exceptSource, Instant.now().plus(Duration.ofSeconds(20)));
    }

    private static Part part(Route route, String body, String exceptSource, Instant expires) {
        Copy copy = new Copy(
                new TextId("t1"),
                Attached.ROOM,
                bob(),
                "Alice",
                body,
                Optional.empty(),
                false,
                List.of(route),
                exceptSource,
                expires);
        return new Part(copy, route, body);
    }
}
