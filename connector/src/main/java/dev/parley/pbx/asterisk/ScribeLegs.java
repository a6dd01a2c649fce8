package dev.parley.pbx.asterisk;

import dev.parley.room.MemberId;
import dev.parley.room.RoomId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Where Parley's own silent legs are, which are nobody in a room. Not thread-safe. */
final class ScribeLegs {
    /** The channels of each room by their unique id; no room without any. */
    private final Map<RoomId, Map<MemberId, String>> legs = new HashMap<>();

    boolean isIn(RoomId room) {
        return legs.containsKey(room);
    }

    void joined(RoomId room, Channel channel) {
        legs.computeIfAbsent(room, first -> new HashMap<>()).put(new MemberId(channel.uniqueId()), channel.name());
    }

    /** @return whether it was one of ours */
    boolean left(RoomId room, MemberId leg) {
        Map<MemberId, String> there = legs.getOrDefault(room, Map.of());
        if (!there.containsKey(leg)) {
            return false;
        }
        there.remove(leg);
        if (there.isEmpty()) {
            legs.remove(room);
        }
        return true;
    }

    void listed(RoomId room, List<Channel> channels) {
        legs.remove(room);
        channels.forEach(channel -> joined(room, channel));
    }

    Map<RoomId, List<String>> channels() {
        return legs.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> List.copyOf(entry.getValue().values())));
    }

    void clear() {
        legs.clear();
    }
}
