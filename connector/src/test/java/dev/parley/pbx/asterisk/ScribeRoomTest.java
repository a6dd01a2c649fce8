package dev.parley.pbx.asterisk;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.pbx.ScribeHost;
import dev.parley.pbx.Writer;
import dev.parley.room.MemberId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the mirror makes of a room in which Parley has its silent leg. */
class ScribeRoomTest {
    private static final String MARK = "111111111222222222";

    @Test
    void the_scribe_is_nobody() throws Exception {
        try (Attached attached = Attached.withScribe()) {
            AmiStandIn.Peer peer = attached.open();
            peer.play(join("PJSIP/alice-00000001", "1.1", "Alice A ~" + MARK, MARK) + scribeJoins("1.2"));
            peer.play(join("PJSIP/bob-00000003", "1.3", "Bob B ~333333333444444444", "333333333444444444"));

            await().until(() -> attached.roster().equals(List.of("Alice A []", "Bob B []")));
        }
    }

    @Test
    void a_room_with_only_the_scribe_in_it_is_over() throws Exception {
        try (Attached attached = Attached.withScribe()) {
            AmiStandIn.Peer peer = attached.open();
            peer.play(join("PJSIP/alice-00000001", "1.1", "Alice A ~" + MARK, MARK) + scribeJoins("1.2"));
            await().until(() -> !attached.room().isEmpty());

            peer.play(leave("PJSIP/alice-00000001", "1.1"));

            await().until(() -> attached.room().isOver());
        }
    }

    @Test
    void a_list_with_only_the_scribe_on_it_is_that_of_a_room_that_is_over() throws Exception {
        try (Attached attached = Attached.withScribe()) {
            AmiStandIn.Peer peer = attached.open();
            peer.play(join("PJSIP/alice-00000001", "1.1", "Alice A ~" + MARK, MARK));
            await().until(() -> !attached.room().isEmpty());

            attached.asterisk.answering(ScribeRoomTest::lists);
            peer.play("Event: FullyBooted\r\nStatus: Fully Booted\r\n\r\n");

            await().until(() -> attached.room().isOver());
        }
    }

    @Test
    void a_leg_that_an_earlier_parley_left_behind_is_taken_out() throws Exception {
        try (Attached attached = Attached.withScribe()) {
            attached.asterisk.answering(ScribeRoomTest::lists);
            attached.open();

            Map<String, String> kick = attached.asterisk.awaitAction("ConfbridgeKick");
            assertThat(kick).containsEntry("conference", "3001");
            assertThat(kick).containsEntry("channel", "PJSIP/parley-scribe-00000009");
        }
    }

    @Test
    void who_came_before_the_scribe_overhears() throws Exception {
        try (Attached attached = Attached.withScribe()) {
            attached.open().play(join("PJSIP/dave-00000001", "1.1", "Dave D", ""));

            await().until(() -> attached.roster().equals(List.of("Dave D [OVERHEARS]")));
        }
    }

    @Test
    void nobody_overhears_where_the_pbx_itself_is_to_bring_the_texts() throws Exception {
        try (Attached attached = new Attached()) {
            attached.open().play(join("PJSIP/dave-00000001", "1.1", "Dave D", ""));

            await().until(() -> attached.roster().equals(List.of("Dave D []")));
            assertThat(attached.pbx.scribeHost()).isEmpty();
        }
    }

    @Test
    void a_mark_tells_who_wrote() throws Exception {
        try (Attached attached = Attached.withScribe()) {
            attached.open().play(join("PJSIP/alice-00000001", "1.1", "Alice A ~" + MARK, MARK));
            await().until(() -> !attached.room().isEmpty());

            ScribeHost host = attached.pbx.scribeHost().orElseThrow();
            assertThat(host.wants(Attached.ROOM)).isTrue();
            assertThat(host.writer(attached.room(), "Alice A ~" + MARK))
                    .isEqualTo(new Writer.Proven(new MemberId("1.1"), "Alice A"));
        }
    }

    @Test
    void the_dialplan_knows_at_once_whether_the_scribe_is_at_work_and_again_after_a_reconnect() throws Exception {
        try (Attached attached = Attached.withScribe()) {
            AmiStandIn.Peer peer = attached.open();
            assertThat(scribeVariable(attached)).isEmpty();
            ScribeHost host = attached.pbx.scribeHost().orElseThrow();

            host.atWork(true);
            assertThat(scribeVariable(attached)).isEqualTo("yes");
            peer.cut();
            assertThat(scribeVariable(attached)).isEqualTo("yes");
            await().atMost(10, SECONDS).until(() -> !attached.rooms.all().isEmpty() || host.wants(Attached.ROOM));
            attached.awaitUp();
            host.atWork(false);
            assertThat(scribeVariable(attached)).isEmpty();
        }
    }

    private static String scribeVariable(Attached attached) throws InterruptedException {
        while (true) {
            Map<String, String> set = attached.asterisk.awaitAction("SetVar");
            if (set.getOrDefault("variable", "").equals("PARLEY_SCRIBE")) {
                return set.getOrDefault("value", "");
            }
        }
    }

    private static Optional<String> lists(Map<String, String> action) {
        String id = action.get("actionid");
        return switch (action.getOrDefault("action", "").toLowerCase(java.util.Locale.ROOT)) {
            case "confbridgelistrooms" ->
                Optional.of(AmiStandIn.success(action, List.of("EventList: start"))
                        + "Event: ConfbridgeListRooms\r\nActionID: " + id
                        + "\r\nConference: 3001\r\nParties: 1\r\nMarked: 0\r\nLocked: No\r\nMuted: No\r\n\r\n"
                        + "Event: ConfbridgeListRoomsComplete\r\nActionID: " + id
                        + "\r\nEventList: Complete\r\nListItems: 1\r\n\r\n");
            case "confbridgelist" ->
                Optional.of(AmiStandIn.success(action, List.of("EventList: start"))
                        + "Event: ConfbridgeList\r\nActionID: " + id
                        + "\r\nConference: 3001\r\nChannel: PJSIP/parley-scribe-00000009\r\nUniqueid: 1.9\r\n"
                        + "CallerIDName: Parley\r\nCallerIDNum: parley-scribe\r\nAdmin: Yes\r\nMuted: Yes\r\n\r\n"
                        + "Event: ConfbridgeListComplete\r\nActionID: " + id
                        + "\r\nEventList: Complete\r\nListItems: 1\r\n\r\n");
            default -> Optional.empty();
        };
    }

    private static String scribeJoins(String id) {
        return join("PJSIP/parley-scribe-00000002", id, "Parley", "");
    }

    private static String join(String channel, String id, String name, String mark) {
        return "Event: ConfbridgeJoin\r\nConference: 3001\r\nChannel: " + channel + "\r\nUniqueid: " + id
                + "\r\nCallerIDNum: 100\r\nCallerIDName: " + name
                + "\r\nAdmin: No\r\nMuted: No\r\nChanVariable: PARLEY_MARK="
                + mark + "\r\nChanVariable: PARLEY_CALLID64=YQ==\r\n\r\n";
    }

    private static String leave(String channel, String id) {
        return "Event: ConfbridgeLeave\r\nConference: 3001\r\nChannel: " + channel + "\r\nUniqueid: " + id
                + "\r\nCallerIDNum: 100\r\nCallerIDName: x\r\nAdmin: No\r\n\r\n";
    }
}
