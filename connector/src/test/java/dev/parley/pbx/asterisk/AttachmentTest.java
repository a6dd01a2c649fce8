package dev.parley.pbx.asterisk;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.chat.Text;
import dev.parley.pbx.Link;
import dev.parley.room.Member;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttachmentTest {
    @Test
    void an_empty_pbx_is_in_sight_with_no_rooms() throws Exception {
        try (Attached attached = new Attached()) {
            attached.open();

            assertThat(attached.pbx.link()).isInstanceOf(Link.Up.class);
            assertThat(attached.rooms.all()).isEmpty();
        }
    }

    @Test
    void lists_are_asked_for_again_when_asterisk_was_still_loading_its_modules() throws Exception {
        try (Attached attached = new Attached()) {
            attached.asterisk.answering(
                    action -> Optional.of(
                            AmiStandIn.error(
                                    action,
                                    "Invalid/unknown command: ConfbridgeListRooms. Use Action: ListCommands to show available commands.")));
            attached.pbx.open();
            AmiStandIn.Peer peer = attached.asterisk.nextEventPeer();
            await().atMost(5, SECONDS)
                    .until(() -> attached.pbx.link() instanceof Link.Down down
                            && down.why().contains("ConfbridgeListRooms"));

            attached.asterisk.answering(action -> Optional.of(AmiStandIn.error(action, "No active conferences.")));
            peer.play("Event: FullyBooted\r\nStatus: Fully Booted\r\n\r\n");

            attached.awaitUp();
        }
    }

    @Test
    void a_roster_is_stale_while_asterisk_is_out_of_sight_and_gone_if_the_room_ended_meanwhile() throws Exception {
        try (Attached attached = new Attached()) {
            AmiStandIn.Peer peer = attached.open();
            peer.play(join("PJSIP/alice-00000001", "1.1", "Alice A"));
            await().until(() -> attached.roster().equals(List.of("Alice A []")));

            attached.asterisk.answering(action -> Optional.empty()); // a list that never ends: not back yet
            peer.cut();
            await().until(() -> !attached.room().seen());
            assertThat(attached.roster()).containsExactly("Alice A []");

            AmiStandIn.Peer again = attached.asterisk.nextEventPeer();
            attached.asterisk.answering(action -> Optional.of(AmiStandIn.error(action, "No active conferences.")));
            again.play("Event: FullyBooted\r\nStatus: Fully Booted\r\n\r\n");
            await().atMost(5, SECONDS).until(() -> attached.room().isEmpty());
        }
    }

    @Test
    void a_channel_that_a_transfer_swapped_in_is_asked_who_it_is() throws Exception {
        try (Attached attached = new Attached()) {
            AmiStandIn.Peer peer = attached.open();
            attached.asterisk.answering(action -> Optional.ofNullable(action.get("variable"))
                    .map(variable ->
                            AmiStandIn.success(action, List.of("Variable: " + variable, "Value: " + value(variable)))));

            peer.play(Capture.of("asterisk-22/ami-attended-transfer-into-room.txt")
                    .news());

            await().atMost(5, SECONDS)
                    .until(() -> attached.room().members().stream()
                            .anyMatch(member -> member.name().equals("Carol C")
                                    && member.leg().isKnown()));
            Member carol = attached.room().members().stream()
                    .filter(member -> member.name().equals("Carol C"))
                    .findFirst()
                    .orElseThrow();
            assertThat(carol.identity().endpoint()).isEqualTo("carol");
            assertThat(carol.identity().authenticated()).isTrue();
            assertThat(carol.leg().callId()).isEqualTo("call-7");
            assertThat(carol.leg().source()).isEqualTo("127.0.0.1:6103");
            assertThat(carol.leg().allowsMessage()).isTrue();
        }
    }

    private static String value(String variable) {
        return Map.of(
                        "CHANNEL(pjsip,call-id)", "call-7",
                        "CHANNEL(pjsip,remote_addr)", "127.0.0.1:6103",
                        "PJSIP_HEADER(read,User-Agent)", "LabPhone/carol",
                        "PJSIP_HEADER(read,Allow)", "INVITE, ACK, message",
                        "PJSIP_ENDPOINT(carol,aors)", "carol",
                        "PJSIP_ENDPOINT(carol,auth)", "carol-auth")
                .getOrDefault(variable, "");
    }

    @Test
    void a_member_that_hangs_up_has_left_although_no_leave_was_said() throws Exception {
        try (Attached attached = new Attached()) {
            AmiStandIn.Peer peer = attached.open();
            peer.play(join("PJSIP/alice-00000001", "1.1", "Alice A") + join("PJSIP/bob-00000002", "1.2", "Bob B"));
            peer.play("Event: Hangup\r\nChannel: PJSIP/alice-00000001\r\nUniqueid: 1.1\r\nCause: 16\r\n\r\n");

            await().until(() -> attached.roster().equals(List.of("Bob B []")));
        }
    }

    @Test
    void hidden_helpers_of_asterisk_and_other_conferences_are_not_members() throws Exception {
        try (Attached attached = new Attached()) {
            AmiStandIn.Peer peer = attached.open();
            peer.play(join("CBAnn/3001-00000001;2", "1.0", "Announcer"));
            peer.play(join("PJSIP/eve-00000001", "1.9", "Eve").replace("Conference: 3001", "Conference: sales"));
            peer.play(join("PJSIP/alice-00000001", "1.1", "Alice A"));

            await().until(() -> attached.roster().equals(List.of("Alice A []")));
            assertThat(attached.rooms.all()).hasSize(1);
        }
    }

    @Test
    void a_text_comes_in_with_everything_a_phone_controls_unpacked() throws Exception {
        try (Attached attached = new Attached()) {
            attached.open().play(text("7", "Zeile eins\r\n${EXTEN} \"äöü\" 😀"));

            await().until(() -> attached.texts.size() == 1);
            Text text = attached.texts.getFirst();
            assertThat(text.room()).isEqualTo(Attached.ROOM);
            assertThat(text.body()).isEqualTo("Zeile eins\r\n${EXTEN} \"äöü\" 😀");
            assertThat(text.claim().user()).isEqualTo("alice");
            assertThat(text.claim().digestUser()).isEqualTo("alice-digest");
            assertThat(text.claim().source()).isEqualTo("127.0.0.1:6101");
            assertThat(text.callId()).isEqualTo("abc,Room: 4999");
            assertThat(text.contentType()).isEqualTo("text/plain");
        }
    }

    @Test
    void a_text_that_comes_twice_with_the_same_number_is_taken_once() throws Exception {
        try (Attached attached = new Attached()) {
            AmiStandIn.Peer peer = attached.open();
            peer.play(text("7", "one") + text("7", "one") + text("8", "two"));

            await().until(() -> attached.texts.size() == 2);
            assertThat(attached.texts).extracting(Text::body).containsExactly("one", "two");
        }
    }

    @Test
    void texts_that_a_broken_connection_swallowed_are_fetched_from_the_dialplans_memory() throws Exception {
        try (Attached attached = new Attached()) {
            AmiStandIn.Peer peer = attached.open();
            peer.play(text("7", "seen"));
            await().until(() -> attached.texts.size() == 1);
            attached.asterisk.answering(AttachmentTest::memory);

            peer.cut();

            await().atMost(5, SECONDS).until(() -> attached.texts.size() == 3);
            assertThat(attached.texts).extracting(Text::body).containsExactly("seen", "missed one", "missed two");
        }
    }

    @Test
    void a_text_that_comes_before_the_lists_after_a_reconnect_waits_behind_those_that_were_missed() throws Exception {
        try (Attached attached = new Attached()) {
            AmiStandIn.Peer peer = attached.open();
            peer.play(text("7", "seen"));
            await().until(() -> attached.texts.size() == 1);
            attached.asterisk.answering(action -> isList(action) ? Optional.of("") : memory(action));
            peer.cut();
            AmiStandIn.Peer again = attached.asterisk.nextEventPeer();
            again.play(text("10", "early"));

            attached.asterisk.answering(AttachmentTest::memory);
            again.play("Event: FullyBooted\r\nStatus: Fully Booted\r\n\r\n");

            await().atMost(5, SECONDS).until(() -> attached.texts.size() == 4);
            assertThat(attached.texts)
                    .extracting(Text::body)
                    .containsExactly("seen", "missed one", "missed two", "early");
        }
    }

    private static boolean isList(Map<String, String> action) {
        return "ConfbridgeListRooms".equalsIgnoreCase(action.get("action"));
    }

    private static Optional<String> memory(Map<String, String> action) {
        if (isList(action)) {
            return Optional.of(AmiStandIn.error(action, "No active conferences."));
        }
        return Optional.ofNullable(action.get("variable")).map(variable -> {
            String value = variable.equals("PARLEY_SEQ") ? "9" : field(variable);
            return AmiStandIn.success(action, List.of("Variable: " + variable, "Value: " + value));
        });
    }

    private static String field(String variable) {
        if (!variable.startsWith("CUT(PARLEY_TEXT_")) {
            return "";
        }
        String[] arguments = variable.substring("CUT(PARLEY_TEXT_".length(), variable.length() - 1)
                .split(",");
        boolean first = arguments[0].equals("8");
        return switch (arguments[2]) {
            case "1" -> first ? "8" : "9";
            case "2" -> "3001";
            case "5" -> base64("<sip:alice@pbx>");
            case "14" -> base64(first ? "missed one" : "missed two").substring(0, 6);
            case "15" -> base64(first ? "missed one" : "missed two").substring(6);
            default -> "";
        };
    }

    private static String text(String number, String body) {
        return "Event: UserEvent\r\nUserEvent: ParleyText\r\nRoom: 3001\r\nSeq: " + number + "\r\nCallID64: "
                + base64("abc,Room: 4999") + "\r\nCSeq64: " + base64(number + " MESSAGE") + "\r\nFrom64: "
                + base64("\"x <sip:mallory@evil>\" <sip:alice@127.0.0.1>;tag=1") + "\r\nType64: "
                + base64("text/plain;charset=UTF-8") + "\r\nLength: " + body.getBytes(StandardCharsets.UTF_8).length
                + "\r\nTransport: udp\r\nSource: 127.0.0.1:6101\r\nAuth64: "
                + base64("Digest realm=\"a\", username=\"alice-digest\"")
                + "\r\nMark64: \r\nAuto64: \r\nAgent64: \r\nBody64: "
                + base64(body) + "\r\n\r\n";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String join(String channel, String uniqueId, String name) {
        return "Event: ConfbridgeJoin\r\nConference: 3001\r\nChannel: " + channel + "\r\nUniqueid: " + uniqueId
                + "\r\nCallerIDName: " + name + "\r\nCallerIDNum: 1\r\nAdmin: No\r\nMuted: No\r\n\r\n";
    }
}
