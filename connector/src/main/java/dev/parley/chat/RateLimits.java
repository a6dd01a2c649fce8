package dev.parley.chat;

import dev.parley.room.RoomId;

/** Refuses a flood: of one sender first, so that the room's own limit is left to the others. */
final class RateLimits implements Rule {
    private record Speaker(RoomId room, String user) {}

    private final Buckets<Speaker> speakers;
    private final Buckets<RoomId> rooms;

    RateLimits(Rate perSender, Rate perRoom) {
        speakers = new Buckets<>(perSender);
        rooms = new Buckets<>(perRoom);
    }

    @Override
    public Verdict judge(Said said) {
        Text text = said.text();
        Speaker speaker = new Speaker(text.room(), account(said));
        if (!speakers.take(speaker, text.received())) {
            return new Verdict.Refuse(
                    "sender-rate", "You write faster than this conference takes it; your last message reached nobody.");
        }
        if (!rooms.take(text.room(), text.received())) {
            return new Verdict.Refuse(
                    "room-rate",
                    "This conference gets more messages than it takes just now; your last message reached nobody.");
        }
        return Verdict.pass();
    }

    /** Not what From says where a member is known: an account has several names there, and would have as many limits. */
    private static String account(Said said) {
        return said.sender()
                .map(member -> member.identity().endpoint())
                .orElse(said.text().claim().user());
    }
}
