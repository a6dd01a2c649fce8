package dev.parley.chat;

import dev.parley.room.RoomId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rooms that are one chat, mostly on different PBXs. A text is never said again in a linked room, its copies just go there
 * too: so no loop can come of it.
 */
public final class Links {
    public static final Links NONE = new Links(List.of());

    private final Map<RoomId, Set<RoomId>> linked = new LinkedHashMap<>();

    /** @param chats each a set of rooms that are one chat; a room is in one of them at most */
    public Links(List<Set<RoomId>> chats) {
        for (Set<RoomId> chat : chats) {
            for (RoomId room : chat) {
                Set<RoomId> others = new LinkedHashSet<>(chat);
                others.remove(room);
                linked.put(room, Set.copyOf(others));
            }
        }
    }

    /** The other rooms of the same chat. */
    public Set<RoomId> of(RoomId room) {
        return linked.getOrDefault(room, Set.of());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Links links && linked.equals(links.linked);
    }

    @Override
    public int hashCode() {
        return linked.hashCode();
    }

    @Override
    public String toString() {
        return linked.toString();
    }
}
