package dev.parley.admin;

import dev.parley.chat.ClientProfiles;
import dev.parley.room.Flag;
import dev.parley.room.Meeting;
import dev.parley.room.Member;
import dev.parley.room.Room;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A room and who is in it.
 *
 * @param seen whether its PBX is in sight; if not, the members are those of the last time it was
 */
record RoomView(
        String pbx,
        String room,
        String meeting,
        Optional<Instant> since,
        boolean seen,
        boolean locked,
        List<MemberView> members,
        List<LinkedView> linked) {

    /** A room of the same chat, and who is in it. */
    record LinkedView(String pbx, String room, boolean seen, List<MemberView> members) {
        static LinkedView of(Room room, ClientProfiles profiles) {
            return new LinkedView(room.id().pbx(), room.id().name(), room.seen(), RoomView.members(room, profiles));
        }
    }

    record MemberView(
            String id,
            String name,
            String endpoint,
            String aor,
            Set<Flag> flags,
            String callId,
            String userAgent,
            Set<String> allow,
            String profile) {
        static MemberView of(Member member, ClientProfiles profiles) {
            return new MemberView(
                    member.id().value(),
                    member.name(),
                    member.identity().endpoint(),
                    member.identity().aor(),
                    new TreeSet<>(member.flags()),
                    member.leg().callId(),
                    member.leg().userAgent(),
                    new TreeSet<>(member.leg().allow()),
                    profiles.of(member.leg().userAgent()).name());
        }
    }

    /** @param linked the other rooms of the same chat */
    static RoomView of(Room room, List<Room> linked, ClientProfiles profiles) {
        return new RoomView(
                room.id().pbx(),
                room.id().name(),
                room.meeting().map(Meeting::id).orElse(""),
                room.meeting().map(Meeting::since),
                room.seen(),
                room.locked(),
                members(room, profiles),
                linked.stream().map(other -> LinkedView.of(other, profiles)).toList());
    }

    private static List<MemberView> members(Room room, ClientProfiles profiles) {
        return room.members().stream()
                .map(member -> MemberView.of(member, profiles))
                .toList();
    }
}
