package dev.parley.pbx.freeswitch;

import static dev.parley.pbx.freeswitch.Attached.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.pbx.Link;
import dev.parley.room.Flag;
import dev.parley.room.Identity;
import dev.parley.room.MemberId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AttachmentTest {
    private static final String ANN_IN_ROOM = """
            [{"conference_name":"3001","conference_uuid":"life-1","locked":true,"members":[
              {"type":"recording_node","record_path":"/x.wav"},
              {"type":"caller","uuid":"u-ann","caller_id_name":"Ann","flags":{"can_speak":false,"is_moderator":true}}]}]""";

    private static final String ANN_S_CHANNEL = """
            {"variable_sip_call_id":"c1","variable_sip_user_agent":"Phone/1","variable_sip_allow":"INVITE, MESSAGE",
             "variable_sip_network_ip":"192.0.2.7","variable_sip_network_port":"5062","variable_user_name":"1001",
             "variable_domain_name":"pbx.example","variable_sofia_profile_name":"internal","Channel-Call-State":"HELD"}""";

    @Test
    void who_is_there_already_is_listed_and_asked_about() throws IOException {
        try (Attached attached = new Attached()) {
            attached.freeswitch.conferences(ANN_IN_ROOM);
            attached.freeswitch.printing(command ->
                    command.line().equals("api uuid_dump u-ann json") ? Optional.of(ANN_S_CHANNEL) : Optional.empty());
            attached.open();
            until(() -> attached.room().members().stream().anyMatch(m -> m.is(Flag.HELD)));
            var ann = attached.room().member(new MemberId("u-ann")).orElseThrow();
            assertThat(ann.flags()).containsExactlyInAnyOrder(Flag.MUTED, Flag.ADMIN, Flag.HELD);
            assertThat(ann.identity()).isEqualTo(new Identity("1001", "1001@pbx.example", false));
            assertThat(ann.leg().source()).isEqualTo("192.0.2.7:5062");
            assertThat(ann.leg().allow()).isEqualTo(Set.of("INVITE", "MESSAGE"));
            assertThat(attached.room().locked()).isTrue();
        }
    }

    @Test
    void what_is_said_of_a_life_that_is_over_changes_nothing() throws IOException {
        try (Attached attached = new Attached()) {
            attached.open();
            attached.joins("u-ann", "Ann");
            attached.conference("life-1", "conference-destroy", "", "");
            attached.conference("life-2", "add-member", "u-bob", "Caller-Caller-ID-Name: Bob");
            attached.conference("life-1", "add-member", "u-zoe", "Caller-Caller-ID-Name: Zoe");
            attached.conference("life-1", "conference-destroy", "", "");
            attached.conference("life-2", "mute-member", "u-bob", "Speak: false");
            until(() -> attached.roster().equals(List.of("Bob [MUTED]")));
        }
    }

    @Test
    void a_lock_is_looked_up_when_it_is_said() throws IOException {
        try (Attached attached = new Attached()) {
            attached.open();
            attached.joins("u-ann", "Ann");
            attached.freeswitch.conferences(ANN_IN_ROOM);
            attached.conference("lock", "", "");
            until(() -> attached.room().locked());
        }
    }

    @Test
    void a_freeswitch_without_conferences_is_down_for_that_reason() throws IOException {
        try (Attached attached = new Attached()) {
            attached.freeswitch.conferences("-ERR conference Command not found!");
            attached.pbx.open();
            until(() ->
                    attached.pbx.link() instanceof Link.Down down && down.why().contains("mod_conference"));
        }
    }

    @Test
    void a_roster_is_stale_while_freeswitch_is_out_of_sight_and_right_again_after() throws IOException {
        try (Attached attached = new Attached()) {
            attached.open();
            attached.joins("u-ann", "Ann");
            attached.joins("u-bob", "Bob");
            until(() -> attached.roster().size() == 2);
            attached.freeswitch.refuse(true);
            attached.freeswitch.hangUp();
            until(() -> !attached.room().seen());
            attached.freeswitch.conferences(ANN_IN_ROOM);
            attached.freeswitch.refuse(false);
            attached.awaitUp();
            until(() -> attached.roster().equals(List.of("Ann [ADMIN, MUTED]")));
        }
    }

    @Test
    void the_chatplan_is_told_that_parley_is_here_and_that_it_goes() throws IOException {
        try (Attached attached = new Attached()) {
            attached.open();
            until(() -> attached.freeswitch
                            .commands("api global_setvar parley_here=yes")
                            .size()
                    == 1);
            assertThat(attached.freeswitch.commands("api sched_api +60 parley_here"))
                    .hasSize(1);
            attached.pbx.closeDoors();
            assertThat(attached.freeswitch.commands("api global_setvar parley_here=no"))
                    .hasSize(1);
        }
    }

    @Test
    void a_line_break_in_a_channel_s_id_runs_no_command() throws IOException {
        try (Attached attached = new Attached()) {
            attached.open();
            attached.conference("add-member", "x%0A%0Aapi%20shutdown", "Caller-Caller-ID-Name: Mallory");
            attached.joins("u-ann", "Ann");
            until(() -> attached.roster().size() == 2);
            until(() -> !attached.freeswitch.commands("api uuid_dump u-ann").isEmpty());
            assertThat(attached.freeswitch.commands("api shutdown")).isEmpty();
            assertThat(attached.pbx.link()).isInstanceOf(Link.Up.class);
        }
    }
}
