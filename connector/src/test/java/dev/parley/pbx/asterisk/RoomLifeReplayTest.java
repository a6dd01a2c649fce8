package dev.parley.pbx.asterisk;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.room.MemberId;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomLifeReplayTest {
    private static final String AFTERWARDS =
            "Event: ConfbridgeJoin\r\nConference: 3099\r\nChannel: PJSIP/last-0000ffff\r\n"
                    + "Uniqueid: 1.99\r\nCallerIDName: Last\r\nCallerIDNum: 1\r\nAdmin: No\r\nMuted: No\r\n\r\n";

    private static final List<String> AS_LISTED = List.of("Alice A [ADMIN, MARKED]", "Bob B []", "Carol C []");

    @ParameterizedTest
    @ValueSource(strings = {"asterisk-22/ami-room-life-lean.txt", "asterisk-16/ami-room-life-lean.txt"})
    void a_whole_life_is_told_in_order_although_the_stream_is_torn_at_every_byte(String life) throws Exception {
        try (Attached attached = new Attached()) {
            AmiStandIn.Peer peer = attached.open();
            for (char c : Capture.of(life).news().toCharArray()) {
                peer.play(String.valueOf(c));
            }
            peer.play(AFTERWARDS);
            awaitAllApplied(attached);

            assertThat(told(attached))
                    .containsExactly(
                            "Alice A joined [ADMIN]",
                            "Bob B joined []",
                            "Carol C joined []",
                            "Bob B TALKING",
                            "Bob B not TALKING",
                            "Bob B MUTED",
                            "Bob B not MUTED",
                            "Carol C MUTED",
                            "Carol C not MUTED",
                            "Carol C HELD",
                            "Carol C not HELD",
                            "Bob B left",
                            "Carol C left",
                            "Alice A left");
            assertThat(attached.room().isEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"asterisk-22/ami-room-life-full.txt", "asterisk-16/ami-room-life-full.txt"})
    void events_that_nobody_asked_for_change_nothing(String life) throws Exception {
        try (Attached full = new Attached();
                Attached lean = new Attached()) {
            full.open().play(Capture.of(life).news() + AFTERWARDS);
            lean.open().play(Capture.of(life.replace("full", "lean")).news() + AFTERWARDS);
            awaitAllApplied(full);
            awaitAllApplied(lean);

            assertThat(told(full)).isEqualTo(told(lean));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"asterisk-22/ami-room-life-lean.txt", "asterisk-16/ami-room-life-lean.txt"})
    void wherever_the_connection_breaks_the_list_after_it_is_what_counts(String life) throws Exception {
        Capture capture = Capture.of(life);
        String news = capture.news();
        try (Attached attached = new Attached()) {
            AmiStandIn.Peer peer = attached.open();
            attached.asterisk.answering(action -> lists(capture, action));
            for (int cut = 0; cut < news.length(); cut += step()) {
                peer.play(news.substring(0, cut));
                peer.cut();
                peer = attached.asterisk.nextEventPeer();
                await().pollInterval(Duration.ofMillis(1))
                        .atMost(10, SECONDS)
                        .until(() ->
                                attached.room().seen() && listedRoster(attached).equals(AS_LISTED));
                assertThat(attached.room().meeting()).isPresent();
            }
        }
    }

    /** No list tells of hold: there what was last heard of it stays. */
    private static List<String> listedRoster(Attached attached) {
        return attached.roster().stream()
                .map(member -> member.replaceAll("(, )?HELD", ""))
                .toList();
    }

    /** Every byte takes minutes; the nightly run does it, with {@code -Dparley.replay.step=1}. */
    private static int step() {
        return Integer.getInteger("parley.replay.step", 97);
    }

    /** The first lists of the recorded life: alice in the chair, bob and carol. */
    private static Optional<String> lists(Capture capture, Map<String, String> action) {
        String name = action.getOrDefault("action", "");
        boolean isList = name.equalsIgnoreCase("ConfbridgeListRooms") || name.equalsIgnoreCase("ConfbridgeList");
        if (!isList) {
            return Optional.empty();
        }
        List<String> frames = new ArrayList<>();
        for (Capture.Frame frame : capture.fromPbx()) {
            String event = frame.value("Event").orElse("");
            if (event.equalsIgnoreCase(name) || event.equalsIgnoreCase(name + "Complete")) {
                frames.add(frame.wire().replaceFirst("ActionID: [^\r]*", "ActionID: " + action.get("actionid")));
            }
            if (event.equalsIgnoreCase(name + "Complete")) {
                break;
            }
        }
        return Optional.of(AmiStandIn.success(action, List.of("EventList: start")) + String.join("", frames));
    }

    private static void awaitAllApplied(Attached attached) {
        await().atMost(20, SECONDS)
                .until(() -> !attached.rooms.get(new RoomId("main", "3099")).isEmpty());
    }

    private static List<String> told(Attached attached) {
        Map<MemberId, String> names = new HashMap<>();
        return attached.events.stream()
                .filter(event -> event.room().equals(Attached.ROOM))
                .flatMap(event -> tell(event, names))
                .toList();
    }

    private static Stream<String> tell(RoomEvent event, Map<MemberId, String> names) {
        return switch (event) {
            case RoomEvent.Joined e -> {
                names.put(e.member().id(), e.member().name());
                yield Stream.of(e.member().name() + " joined " + e.member().flags());
            }
            case RoomEvent.Left e -> Stream.of(names.get(e.member()) + " left");
            case RoomEvent.Changed e -> Stream.of(names.get(e.member()) + (e.on() ? " " : " not ") + e.flag());
            default -> Stream.of();
        };
    }
}
