package dev.parley.pbx.freeswitch;

import static dev.parley.pbx.freeswitch.Attached.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Text;
import dev.parley.room.Flag;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.RoomEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What FreeSWITCH 1.11 said of whole room lives, byte for byte, and what the rooms make of it. */
class RoomLifeReplayTest {
    private static final Path CAPTURES = Path.of("..", "freeswitch-esl-client", "src", "test", "resources", "captures");

    @Test
    void a_recorded_room_life_is_what_happened_in_the_room() throws IOException {
        try (Attached attached = new Attached()) {
            attached.open();
            attached.freeswitch.conferences("-ERR the recording has its own lists");
            attached.freeswitch.say(events("room-life.plain.server.raw"));
            until(() -> attached.events.stream().anyMatch(RoomEvent.Ended.class::isInstance));
            assertThat(told(attached.events))
                    .containsExactly(
                            "Ann comes",
                            "Bob comes",
                            "Zoë comes",
                            "Ann TALKING",
                            "Ann not TALKING",
                            "Bob TALKING",
                            "Bob not TALKING",
                            "Bob MUTED",
                            "Bob not MUTED",
                            "Bob HELD",
                            "Bob not HELD",
                            "Zoë HELD",
                            "Zoë not HELD",
                            "Outbound Call comes",
                            "Outbound Call goes",
                            "Bob goes",
                            "Zoë goes",
                            "Ann goes",
                            "the room ends");
            assertThat(attached.texts)
                    .extracting(Text::contentType, Text::body)
                    .first()
                    .asString()
                    .contains("text/plain", "😀");
        }
    }

    @Test
    void verbose_events_tell_who_comes_without_a_question() throws IOException {
        try (Attached attached = new Attached()) {
            attached.open();
            attached.freeswitch.say(events("verbose-events.server.raw"));
            until(() -> attached.events.stream().anyMatch(RoomEvent.Joined.class::isInstance)
                    || attached.rooms.all().stream().anyMatch(room -> !room.isEmpty()));
            RoomEvent.Joined joined = attached.events.stream()
                    .filter(RoomEvent.Joined.class::isInstance)
                    .map(RoomEvent.Joined.class::cast)
                    .findFirst()
                    .orElseThrow();
            assertThat(joined.member().leg().isKnown()).isTrue();
            assertThat(joined.member().leg().source()).startsWith("127.0.0.1:");
            assertThat(attached.freeswitch.commands("api uuid_dump")).isEmpty();
        }
    }

    private static List<String> told(List<RoomEvent> events) {
        Map<MemberId, String> names = new HashMap<>();
        return events.stream().flatMap(event -> told(event, names).stream()).toList();
    }

    private static Optional<String> told(RoomEvent event, Map<MemberId, String> names) {
        return switch (event) {
            case RoomEvent.Joined e -> Optional.of(named(e.member(), names) + " comes");
            case RoomEvent.Left e -> Optional.of(names.get(e.member()) + " goes");
            case RoomEvent.Changed e -> Optional.of(names.get(e.member()) + (e.on() ? " " : " not ") + e.flag());
            case RoomEvent.Ended e -> Optional.of("the room ends");
            case RoomEvent.Described e -> Optional.empty();
            case RoomEvent.Snapshot e -> Optional.empty();
            case RoomEvent.Unseen e -> Optional.empty();
        };
    }

    private static String named(Member member, Map<MemberId, String> names) {
        names.put(member.id(), member.name());
        assertThat(member.is(Flag.ADMIN)).isFalse();
        return member.name();
    }

    /** Only the events of the recording: its answers belong to the commands of then. */
    private static byte[] events(String file) throws IOException {
        byte[] all = Files.readAllBytes(CAPTURES.resolve(file));
        ByteArrayOutputStream events = new ByteArrayOutputStream();
        int at = 0;
        while (at < all.length) {
            int end = endOfHead(all, at);
            if (end < 0) {
                break;
            }
            String head = new String(all, at, end - at, StandardCharsets.UTF_8);
            int length = head.lines()
                    .filter(line -> line.startsWith("Content-Length: "))
                    .map(line -> Integer.parseInt(line.substring(16).strip()))
                    .findFirst()
                    .orElse(0);
            if (head.contains("text/event-plain")) {
                events.write(all, at, Math.min(all.length, end + length) - at);
            }
            at = end + length;
        }
        return events.toByteArray();
    }

    private static int endOfHead(byte[] bytes, int from) {
        for (int i = from; i + 1 < bytes.length; i++) {
            if (bytes[i] == '\n' && bytes[i + 1] == '\n') {
                return i + 2;
            }
        }
        return -1;
    }
}
