package dev.parley.pbx.freeswitch;

import static dev.parley.pbx.freeswitch.Attached.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.pbx.FocusAddress;
import dev.parley.pbx.Redirect;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedirectsTest {
    private static final String TOKEN = "cd918d86-6dc7-41ad-a39d-7ef46cf30003";

    @Test
    void a_redirected_call_is_told_with_room_user_and_token() throws IOException {
        try (Attached attached = new Attached()) {
            attached.open();
            attached.freeswitch.event(event("3001", "alice", TOKEN), "");
            until(() -> attached.redirects.equals(List.of(new Redirect(Attached.ROOM, "alice", TOKEN))));
        }
    }

    @ParameterizedTest
    @CsvSource({"9999, alice, token", "3001, '', token", "3001, alice, ''", "'', alice, token"})
    void one_that_cannot_be_ours_is_none(String room, String user, String token) throws IOException {
        try (Attached attached = new Attached()) {
            attached.open();
            attached.freeswitch.event(event(room, user, token), "");
            attached.freeswitch.event(event("3001", "alice", TOKEN), "");
            until(() -> !attached.redirects.isEmpty());
            assertThat(attached.redirects).extracting(Redirect::token).containsExactly(TOKEN);
        }
    }

    @Test
    void the_dialplan_is_told_where_calls_are_taken_and_freeswitch_forgets_it_by_itself() throws IOException {
        try (Attached attached = new Attached()) {
            attached.open();
            attached.pbx.takesCalls(
                    new FocusAddress("conf.pbx.example:5070", Set.of("192.0.2.10:5060")), Duration.ofSeconds(5));
            assertThat(said(attached))
                    .containsExactly(
                            "sched_del parley_focus",
                            "sched_api +5 parley_focus global_setvar parley_focus=",
                            "global_setvar parley_focus_own=192.0.2.10:5060",
                            "global_setvar parley_focus=conf.pbx.example:5070");
            attached.pbx.takesNoCalls();
            assertThat(said(attached)).endsWith("global_setvar parley_focus=", "sched_del parley_focus");
        }
    }

    private static List<String> said(Attached attached) {
        return attached.freeswitch.commands("api ").stream()
                .map(command -> command.line().substring("api ".length()))
                .filter(command -> command.contains("parley_focus"))
                .toList();
    }

    private static String event(String room, String user, String token) {
        return """
                Event-Name: CUSTOM
                Event-Subclass: parley%%3A%%3Aredirect
                Unique-ID: u-alice
                Parley-Token: %s
                Parley-User: %s
                Parley-Room: %s
                """.formatted(token, user, room);
    }
}
