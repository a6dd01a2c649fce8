package dev.parley.pbx.freeswitch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.pbx.Callee;
import dev.parley.pbx.Dialled;
import dev.parley.pbx.Invitation;
import dev.parley.pbx.ReferredBy;
import dev.parley.pbx.Way;
import dev.parley.room.MemberId;
import dev.parley.room.RoomId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OutgoingCallsTest {
    private static final Duration RINGS = Duration.ofSeconds(20);
    private static final Callee BOB = new Callee("bob", "pbx.example");

    private static CompletableFuture<Dialled> dial(Attached attached, Invitation invitation) {
        return CompletableFuture.supplyAsync(() -> attached.pbx.dial(invitation), Thread::startVirtualThread);
    }

    private static EslStandIn.Command awaitJob(Attached attached) {
        Attached.until(() -> !attached.freeswitch.commands("bgapi ").isEmpty());
        return attached.freeswitch.commands("bgapi ").getFirst();
    }

    private static void done(Attached attached, EslStandIn.Command job, String printed) {
        attached.freeswitch.report("Event-Name: BACKGROUND_JOB\nJob-UUID: " + job.header("Job-UUID"), printed);
    }

    @Test
    void the_callee_is_called_by_the_room_into_the_conference() throws Exception {
        try (Attached attached = new Attached()) {
            attached.open();
            Invitation invitation = Invitation.to(Attached.ROOM, BOB, Way.USUAL, RINGS);
            CompletableFuture<Dialled> dialled = dial(attached, invitation);

            EslStandIn.Command job = awaitJob(attached);
            assertThat(job.line())
                    .isEqualTo("bgapi originate {originate_timeout=20,ignore_early_media=true,"
                            + "origination_caller_id_number=3001,origination_caller_id_name=3001,origination_callee_id_name=bob}[origination_uuid="
                            + invitation.id() + "]user/bob@pbx.example &conference(3001@parley)");
            attached.joins(invitation.id().value(), "Bob");
            done(attached, job, "+OK " + invitation.id() + "\n");

            assertThat(dialled.join()).isEqualTo(new Dialled.Joined(invitation.id()));
        }
    }

    @Test
    void the_callee_s_phone_is_told_at_whose_word_it_is_called() throws Exception {
        try (Attached attached = new Attached()) {
            attached.open();
            dial(
                    attached,
                    Invitation.to(Attached.ROOM, BOB, Way.USUAL, RINGS).by(ReferredBy.of("sip:alice@pbx.example")));

            assertThat(awaitJob(attached).line()).contains("sip_h_Referred-By=<sip:alice@pbx.example>}[");
        }
    }

    @Test
    void an_address_with_an_escape_is_not_told_since_freeswitch_resolves_it() throws Exception {
        try (Attached attached = new Attached()) {
            attached.open();
            dial(
                    attached,
                    Invitation.to(Attached.ROOM, BOB, Way.USUAL, RINGS)
                            .by(ReferredBy.of("sip:alice%0D%0AX-Evil@pbx.example")));

            assertThat(awaitJob(attached).line()).doesNotContain("Referred-By", "Evil");
        }
    }

    @Test
    void each_phone_is_a_leg_of_its_own_and_the_one_that_is_answered_is_the_member() throws Exception {
        try (Attached attached = new Attached()) {
            attached.open();
            contacts(attached, "sofia/internal/sip:bob@192.0.2.1:5070,sofia/internal/sip:bob@192.0.2.2;transport=tcp");
            Invitation invitation = Invitation.to(Attached.ROOM, BOB, Way.USUAL, RINGS);
            CompletableFuture<Dialled> dialled = dial(attached, invitation);

            EslStandIn.Command job = awaitJob(attached);
            assertThat(job.line())
                    .contains(",dialed_user=bob,dialed_domain=pbx.example}[origination_uuid=" + invitation.id()
                            + "]sofia/internal/sip:bob@192.0.2.1:5070,[origination_uuid=" + invitation.leg(1)
                            + "]sofia/internal/sip:bob@192.0.2.2;transport=tcp &conference(");
            attached.joins(invitation.leg(1).value(), "Bob");
            done(attached, job, "+OK " + invitation.leg(1) + "\n");

            assertThat(dialled.join()).isEqualTo(new Dialled.Joined(invitation.leg(1)));
        }
    }

    @Test
    void a_contact_that_means_more_than_itself_is_left_to_freeswitch() throws Exception {
        try (Attached attached = new Attached()) {
            attached.open();
            contacts(attached, "sofia/internal/sip:bob@192.0.2.1,sofia/internal/sip:b{x=y}ob@192.0.2.2");
            dial(attached, Invitation.to(Attached.ROOM, BOB, Way.USUAL, RINGS));

            assertThat(awaitJob(attached).line()).contains("]user/bob@pbx.example &");
        }
    }

    private static void contacts(Attached attached, String printed) {
        attached.freeswitch.printing(command ->
                command.line().equals("api sofia_contact */bob@pbx.example") ? Optional.of(printed) : Optional.empty());
    }

    @Test
    void who_is_called_off_is_hung_up_by_his_id() throws Exception {
        try (Attached attached = new Attached()) {
            attached.open();
            Invitation invitation = Invitation.to(Attached.ROOM, BOB, Way.USUAL, RINGS);
            CompletableFuture<Dialled> dialled = dial(attached, invitation);
            EslStandIn.Command job = awaitJob(attached);

            attached.pbx.callOff(invitation);

            Attached.until(() -> !attached.freeswitch
                    .commands("api uuid_kill " + invitation.id())
                    .isEmpty());
            done(attached, job, "-ERR NORMAL_CLEARING\n");
            assertThat(dialled.join()).isEqualTo(new Dialled.Failed(480, "NORMAL_CLEARING"));
        }
    }

    @Test
    void who_answers_and_is_hung_up_by_the_conference_has_not_come() throws Exception {
        try (Attached attached = new Attached()) {
            attached.open();
            attached.freeswitch.printing(
                    command -> command.line().startsWith("api uuid_exists") ? Optional.of("false") : Optional.empty());
            CompletableFuture<Dialled> dialled = dial(attached, Invitation.to(Attached.ROOM, BOB, Way.USUAL, RINGS));

            done(attached, awaitJob(attached), "+OK\n");

            assertThat(dialled.join())
                    .isInstanceOfSatisfying(
                            Dialled.Failed.class,
                            failed -> assertThat(failed.code()).isEqualTo(480));
        }
    }

    @Test
    void the_word_tells_why_he_does_not_come() throws Exception {
        try (Attached attached = new Attached()) {
            attached.open();
            CompletableFuture<Dialled> dialled = dial(attached, Invitation.to(Attached.ROOM, BOB, Way.USUAL, RINGS));

            done(attached, awaitJob(attached), "-ERR USER_BUSY\n");

            assertThat(dialled.join()).isEqualTo(new Dialled.Failed(486, "USER_BUSY"));
        }
    }

    @Test
    void nothing_that_means_more_than_itself_gets_to_freeswitch() throws Exception {
        try (Attached attached = new Attached()) {
            attached.open();
            for (Invitation hostile : List.of(
                    Invitation.to(new RoomId("main", "3001) &system(id"), BOB, Way.USUAL, RINGS),
                    Invitation.to(Attached.ROOM, BOB, new Way("user/{user},user/carol", ""), RINGS),
                    Invitation.to(Attached.ROOM, BOB, new Way("[x=y]user/{user}", ""), RINGS),
                    Invitation.to(Attached.ROOM, BOB, new Way("", "parley+flags{moderator}"), RINGS))) {
                assertThat(attached.pbx.dial(hostile)).isInstanceOf(Dialled.Failed.class);
            }
            assertThat(attached.pbx.remove(Attached.ROOM, new MemberId("x\n\napi system id")))
                    .isFalse();
            assertThat(attached.freeswitch.commands("bgapi ")).isEmpty();
            assertThat(attached.freeswitch.commands("api uuid_kill")).isEmpty();
        }
    }

    @Test
    void a_member_is_thrown_out_by_his_id() throws Exception {
        try (Attached attached = new Attached()) {
            attached.open();
            attached.freeswitch.printing(command ->
                    command.line().endsWith("gone") ? Optional.of("-ERR No such channel!\n") : Optional.empty());

            assertThat(attached.pbx.remove(Attached.ROOM, new MemberId("parley-1")))
                    .isTrue();
            assertThat(attached.pbx.remove(Attached.ROOM, new MemberId("gone"))).isFalse();
        }
    }
}
