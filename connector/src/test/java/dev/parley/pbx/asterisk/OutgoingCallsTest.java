package dev.parley.pbx.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.pbx.Callee;
import dev.parley.pbx.Dialled;
import dev.parley.pbx.Invitation;
import dev.parley.pbx.ReferredBy;
import dev.parley.pbx.Way;
import dev.parley.room.RoomId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OutgoingCallsTest {
    private static final Duration RINGS = Duration.ofSeconds(20);
    private static final Callee BOB = new Callee("bob", "pbx.example");

    private static Invitation invitation(RoomId room, Way way) {
        return Invitation.to(room, BOB, way, RINGS);
    }

    private static CompletableFuture<Dialled> dial(Attached attached, Invitation invitation) {
        return CompletableFuture.supplyAsync(() -> attached.pbx.dial(invitation), Thread::startVirtualThread);
    }

    private static String event(String name, Invitation invitation, String more) {
        return "Event: " + name + "\r\nUniqueid: " + invitation.id() + "\r\n" + more + "\r\n";
    }

    /** As Asterisk says that a call did not come about; it always has the ActionID of the Originate. */
    private static String failure(String actionId) {
        return "Event: OriginateResponse\r\nActionID: " + actionId + "\r\nResponse: Failure\r\nReason: 0\r\n\r\n";
    }

    @Test
    void the_callee_is_called_by_the_room_into_its_extension() throws Exception {
        try (Attached attached = new Attached()) {
            AmiStandIn.Peer events = attached.open();
            Invitation invitation = invitation(Attached.ROOM, Way.USUAL);
            CompletableFuture<Dialled> dialled = dial(attached, invitation);

            Map<String, String> action = attached.asterisk.awaitAction("Originate");
            assertThat(action)
                    .containsEntry("channel", "PJSIP/bob")
                    .containsEntry("context", "parley-rooms")
                    .containsEntry("exten", "3001")
                    .containsEntry("priority", "1")
                    .containsEntry("callerid", "\"3001\" <3001>")
                    .containsEntry("timeout", "20000")
                    .containsEntry("async", "true")
                    .containsEntry("channelid", invitation.id().value());
            events.play(event(
                    "ConfbridgeJoin", invitation, "Conference: 3001\r\nChannel: PJSIP/bob-1\r\nCallerIDName: Bob\r\n"));

            assertThat(dialled.join()).isEqualTo(new Dialled.Joined(invitation.id()));
        }
    }

    @Test
    void only_the_hang_up_tells_why_he_does_not_come() throws Exception {
        try (Attached attached = new Attached()) {
            AmiStandIn.Peer events = attached.open();
            Invitation invitation = invitation(Attached.ROOM, Way.USUAL);
            CompletableFuture<Dialled> dialled = dial(attached, invitation);
            Map<String, String> action = attached.asterisk.awaitAction("Originate");

            events.play(failure(action.getOrDefault("actionid", ""))
                    + event("Hangup", invitation, "Channel: PJSIP/bob-1\r\nCause: 17\r\nCause-txt: User busy\r\n"));

            assertThat(dialled.join()).isEqualTo(new Dialled.Failed(486, "17 User busy"));
        }
    }

    @Test
    void a_failure_without_a_hang_up_is_somebody_who_cannot_be_called() throws Exception {
        try (Attached attached = new Attached()) {
            AmiStandIn.Peer events = attached.open();
            CompletableFuture<Dialled> dialled = dial(attached, invitation(Attached.ROOM, Way.USUAL));
            Map<String, String> action = attached.asterisk.awaitAction("Originate");

            events.play(failure(action.getOrDefault("actionid", "")));

            assertThat(dialled.join())
                    .isInstanceOfSatisfying(
                            Dialled.Failed.class,
                            failed -> assertThat(failed.code()).isEqualTo(404));
        }
    }

    @Test
    void the_callee_s_phone_is_told_at_whose_word_it_is_called_where_asterisk_calls_it_by_sip() throws Exception {
        try (Attached attached = new Attached()) {
            attached.open();
            Optional<ReferredBy> alice = ReferredBy.of("sip:alice@pbx.example");
            dial(attached, invitation(Attached.ROOM, Way.USUAL).by(alice));
            assertThat(attached.asterisk.awaitAction("Originate"))
                    .containsEntry("variable", "PJSIP_HEADER(add,Referred-By)=<sip:alice@pbx.example>");

            dial(
                    attached,
                    invitation(Attached.ROOM, new Way("Local/{user}@inside/n", ""))
                            .by(alice));
            assertThat(attached.asterisk.awaitAction("Originate")).doesNotContainKey("variable");
        }
    }

    @Test
    void who_is_called_off_is_hung_up_by_his_id() throws Exception {
        try (Attached attached = new Attached()) {
            AmiStandIn.Peer events = attached.open();
            Invitation invitation = invitation(Attached.ROOM, Way.USUAL);
            CompletableFuture<Dialled> dialled = dial(attached, invitation);
            attached.asterisk.awaitAction("Originate");

            attached.pbx.callOff(invitation);

            assertThat(attached.asterisk.awaitAction("Hangup"))
                    .containsEntry("channel", invitation.id().value());
            events.play(
                    event("Hangup", invitation, "Channel: PJSIP/bob-1\r\nCause: 16\r\nCause-txt: Normal Clearing\r\n"));
            assertThat(dialled.join()).isEqualTo(new Dialled.Failed(480, "16 Normal Clearing"));
        }
    }

    @Test
    void a_user_without_the_right_to_originate_calls_nobody() throws Exception {
        try (Attached attached = new Attached()) {
            attached.open();
            attached.asterisk.answering(action -> Optional.of(AmiStandIn.error(action, "Permission denied")));

            assertThat(attached.pbx.dial(invitation(Attached.ROOM, Way.USUAL)))
                    .isEqualTo(new Dialled.Failed(403, "Originate: Permission denied"));
        }
    }

    @Test
    void nothing_that_means_more_than_itself_gets_to_asterisk() throws Exception {
        try (Attached attached = new Attached(".*")) {
            attached.open();
            attached.asterisk.cuttingAt(action -> "Originate".equalsIgnoreCase(action.get("action")));

            for (Invitation hostile : List.of(
                    invitation(new RoomId("main", "3001\r\nAction: Originate"), Way.USUAL),
                    invitation(new RoomId("main", "${SHELL(id)}"), Way.USUAL),
                    invitation(Attached.ROOM, new Way("PJSIP/{user}&PJSIP/carol", "")),
                    invitation(Attached.ROOM, new Way("PJSIP/{user}\r\nAsync: false", "")),
                    invitation(Attached.ROOM, new Way("", "rooms\r\nApplication: System")))) {
                assertThat(attached.pbx.dial(hostile))
                        .isInstanceOfSatisfying(
                                Dialled.Failed.class,
                                failed -> assertThat(failed.code()).isEqualTo(403));
            }
        }
    }
}
