package dev.parley.pbx.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.pbx.FocusAddress;
import dev.parley.pbx.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedirectsTest {
    private static final FocusAddress FOCUS =
            new FocusAddress("conf.pbx.example:5070", Set.of("192.0.2.10:5060", "conf.pbx.example"));

    /** As Asterisk 22.10 sent it, with the fields of the channel before its own. */
    private static final String EVENT = """
            Event: UserEvent
            Privilege: user,all
            Channel: PJSIP/alice-00000006
            ChannelState: 4
            ChannelStateDesc: Ring
            CallerIDNum: 1001
            CallerIDName: Alice A
            Context: parley-focus
            Exten: s
            Priority: 16
            Uniqueid: 1795575511.16
            ChanVariable: PARLEY_ADDR=127.0.0.1:59488
            UserEvent: ParleyRedirect
            Room64: %s
            User64: %s
            Token: %s

            """;

    @Test
    void a_redirected_call_is_told_with_room_user_and_token() throws Exception {
        try (Attached attached = new Attached()) {
            attached.open().play(event("3001", "alice", "854887829124487513527996082257658696"));
            await().until(() -> attached.redirects.equals(
                    List.of(new Redirect(Attached.ROOM, "alice", "854887829124487513527996082257658696"))));
        }
    }

    @Test
    void it_is_told_while_a_list_that_takes_its_time_holds_up_everything_else() throws Exception {
        try (Attached attached = new Attached()) {
            attached.asterisk.answering(action -> Optional.of("")); // none is ever answered
            attached.pbx.open();
            attached.asterisk.nextEventPeer().play(event("3001", "alice", "token"));
            await().until(() -> attached.redirects.size() == 1);
        }
    }

    @ParameterizedTest
    @CsvSource({"9999, alice, token", "3001, '', token", "3001, alice, ''", "'', alice, token"})
    void one_that_cannot_be_ours_is_none(String room, String user, String token) throws Exception {
        try (Attached attached = new Attached()) {
            attached.open().play(event(room, user, token) + event("3001", "alice", "the next"));
            await().until(() -> !attached.redirects.isEmpty());
            assertThat(attached.redirects).extracting(Redirect::token).containsExactly("the next");
        }
    }

    @Test
    void the_dialplan_is_told_where_calls_are_taken_and_until_when_by_its_own_clock() throws Exception {
        try (Attached attached = new Attached()) {
            attached.open();
            attached.asterisk.answering(action -> "EPOCH".equals(action.get("variable"))
                    ? Optional.of(AmiStandIn.success(action, List.of("Variable: EPOCH", "Value: 1700000000")))
                    : Optional.empty());
            attached.pbx.takesCalls(FOCUS, Duration.ofSeconds(5));
            assertThat(set(attached, "PARLEY_FOCUS")).isEqualTo("conf.pbx.example:5070");
            assertThat(set(attached, "PARLEY_FOCUS_OWN")).isEqualTo("<192.0.2.10:5060><conf.pbx.example>");
            assertThat(set(attached, "PARLEY_FOCUS_UNTIL")).isEqualTo("1700000005");
            attached.pbx.takesNoCalls();
            assertThat(set(attached, "PARLEY_FOCUS_UNTIL")).isEmpty();
        }
    }

    private static String set(Attached attached, String variable) throws InterruptedException {
        while (true) {
            Map<String, String> action = attached.asterisk.awaitAction("setvar");
            if (variable.equals(action.get("variable"))) {
                return action.getOrDefault("value", "");
            }
        }
    }

    private static String event(String room, String user, String token) {
        return EVENT.formatted(base64(room), base64(user), token).replace("\n", "\r\n");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
