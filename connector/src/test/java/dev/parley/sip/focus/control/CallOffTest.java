package dev.parley.sip.focus.control;

import static dev.parley.sip.focus.control.ReferringPhone.header;
import static dev.parley.sip.focus.control.ReferringPhone.toTag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.pbx.Callee;
import dev.parley.pbx.Dialled;
import dev.parley.pbx.Invitation;
import dev.parley.room.MemberId;
import dev.parley.room.RoomEvent;
import dev.parley.sip.stack.FreePort;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is being called is called off. */
class CallOffTest {
    private static final String OK = "SIP/2.0 200 ";
    private static final String CAROL = "<sip:1003@pbx.example>";
    private static final String NO_MORE_CAROL = "<sip:1003@pbx.example;method=BYE>";
    private static final Dialled HUNG_UP = new Dialled.Failed(480, "hung up");

    private final Map<Callee, CompletableFuture<Dialled>> ringing = new ConcurrentHashMap<>();
    private Stage stage;
    private ReferringPhone bob;
    private ReferringPhone other;

    @BeforeEach
    void open() throws Exception {
        stage = new Stage(FreePort.find(), "leave", "1000/s burst 1000");
        stage.answering = invitation -> phone(invitation).join();
        stage.hangingUp = invitation -> phone(invitation).complete(HUNG_UP);
        bob = new ReferringPhone(stage.port);
        other = new ReferringPhone(stage.port);
    }

    @AfterEach
    void close() {
        ringing.values().forEach(phone -> phone.complete(HUNG_UP));
        bob.close();
        other.close();
        stage.close();
    }

    private CompletableFuture<Dialled> phone(Invitation invitation) {
        return ringing.computeIfAbsent(invitation.callee(), callee -> new CompletableFuture<>());
    }

    /** Her phone rings, and Bob has been told that it is tried. */
    private String bobCallsCarolIn() {
        String answer = bob.refer("bob", CAROL);
        assertThat(bob.awaitNotify()).endsWith("100 Trying\r\n");
        await().until(() -> !ringing.isEmpty());
        return answer;
    }

    @Test
    void whoever_had_somebody_called_has_him_called_off_and_hears_it_of_both() {
        bobCallsCarolIn();

        assertThat(other.refer("bob", NO_MORE_CAROL)).startsWith(OK);

        assertThat(bob.awaitNotify()).endsWith("\r\n\r\nSIP/2.0 487 Request Terminated\r\n");
        assertThat(other.awaitNotify()).endsWith("100 Trying\r\n");
        assertThat(other.awaitNotify()).endsWith("200 OK\r\n");
        assertThat(stage.calledOff).extracting(Invitation::callee).containsOnly(new Callee("1003", "pbx.example"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sip:1003@pbx.example", "sip:1003@conf.pbx.example:5070", "sip:1003@CONF.pbx.example"})
    void by_each_of_the_room_s_own_hosts_he_is_the_same(String address) {
        bobCallsCarolIn();
        assertThat(other.refer("alice", "<" + address + ";method=BYE>")).startsWith(OK);
        assertThat(bob.awaitNotify()).contains("SIP/2.0 487 ");
    }

    @Test
    void a_moderator_may_call_off_whom_somebody_else_had_called_and_others_may_not() {
        stage.rooms.happened(new RoomEvent.Joined(Stage.ROOM, Stage.member("3", "dora"), Instant.EPOCH));
        bobCallsCarolIn();

        assertThat(other.refer("dora", NO_MORE_CAROL)).startsWith("SIP/2.0 403 ");
        assertThat(stage.calledOff).isEmpty();
        assertThat(other.refer("alice", NO_MORE_CAROL)).startsWith(OK);
        assertThat(bob.awaitNotify()).contains("SIP/2.0 487 ");
    }

    @Test
    void somebody_else_of_that_name_goes_on_ringing() {
        bobCallsCarolIn();
        assertThat(other.refer("alice", "<sip:1003@elsewhere.example;method=BYE>"))
                .startsWith("SIP/2.0 404 ");
        assertThat(other.refer("alice", "<sip:1004@pbx.example;method=BYE>")).startsWith("SIP/2.0 404 ");
        assertThat(stage.calledOff).isEmpty();
    }

    @Test
    void a_pbx_that_has_made_no_call_yet_is_told_again() {
        stage.hangingUp = invitation -> {
            if (stage.calledOff.size() > 2) {
                phone(invitation).complete(HUNG_UP);
            }
        };
        bobCallsCarolIn();
        assertThat(other.refer("alice", NO_MORE_CAROL)).startsWith(OK);
        assertThat(bob.awaitNotify()).contains("SIP/2.0 487 ");
    }

    @Test
    void who_answers_at_the_moment_of_being_called_off_does_not_stay() {
        stage.hangingUp = invitation -> phone(invitation).complete(new Dialled.Joined(invitation.id()));
        bobCallsCarolIn();
        assertThat(other.refer("alice", NO_MORE_CAROL)).startsWith(OK);

        assertThat(bob.awaitNotify()).contains("SIP/2.0 487 ");
        assertThat(stage.removed).containsExactly(stage.dialled.getFirst().id());
    }

    @Test
    void who_wants_to_hear_no_more_does_not_end_the_ringing() {
        String answer = bobCallsCarolIn();
        assertThat(bob.inDialog("SUBSCRIBE", header(answer, "Call-ID"), toTag(answer), 2, "Event: refer", "Expires: 0"))
                .startsWith(OK);
        assertThat(header(bob.awaitNotify(), "Subscription-State")).isEqualTo("terminated;reason=timeout");

        assertThat(stage.calledOff).isEmpty();
        assertThat(other.refer("bob", NO_MORE_CAROL)).as("she still rings").startsWith(OK);
        await().untilAsserted(() -> assertThat(stage.calledOff).isNotEmpty());
    }

    @Test
    void nobody_is_called_into_a_room_that_has_ended() {
        bobCallsCarolIn();
        MemberId last = Stage.ALICE.id();
        stage.rooms.happened(new RoomEvent.Left(Stage.ROOM, Stage.BOB.id()));
        stage.rooms.happened(new RoomEvent.Left(Stage.ROOM, last));
        assertThat(stage.calledOff).isEmpty();

        stage.rooms.happened(new RoomEvent.Ended(Stage.ROOM));

        assertThat(bob.awaitNotify()).contains("SIP/2.0 487 ");
    }

    @Test
    void at_the_orderly_end_all_are_called_off_and_nobody_is_called_any_more() {
        bobCallsCarolIn();

        stage.closeDoors();

        assertThat(stage.calledOff).isNotEmpty();
        assertThat(bob.awaitNotify()).contains("SIP/2.0 487 ");
        other.refer("alice", "<sip:1004@pbx.example>");
        assertThat(other.awaitNotify()).contains("100 Trying");
        assertThat(other.awaitNotify()).contains("SIP/2.0 487 ");
        assertThat(stage.dialled).hasSize(1);
    }
}
