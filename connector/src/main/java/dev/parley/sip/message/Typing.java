package dev.parley.sip.message;

import dev.parley.chat.ClientProfile.Ability;
import dev.parley.chat.ClientProfiles;
import dev.parley.chat.Links;
import dev.parley.room.Member;
import dev.parley.room.Room;
import dev.parley.room.Rooms;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.stream.Stream;

/** Tells the other members that somebody types, as far as their phones can show it. Nothing of it is kept. */
public final class Typing {
    private final Rooms rooms;
    private final Links links;
    private final ClientProfiles profiles;
    private final Whisper whisper;
    private final Clock clock;
    private final TypingPace pace = new TypingPace();

    public Typing(Rooms rooms, Links links, ClientProfiles profiles, Whisper whisper, Clock clock) {
        this.rooms = rooms;
        this.links = links;
        this.profiles = profiles;
        this.whisper = whisper;
        this.clock = clock;
    }

    public void told(Room room, Member typist, Composing notice) {
        if (!pace.allows(room.id(), typist.id(), notice.active(), clock.instant())) {
            return;
        }
        byte[] body = notice.written().getBytes(StandardCharsets.UTF_8);
        Stream.concat(Stream.of(room), links.of(room.id()).stream().map(rooms::get))
                .forEach(other -> other.members().stream()
                        .filter(member -> !member.identity().equals(typist.identity()))
                        .filter(member -> profiles.of(member.leg().userAgent()).shows(Ability.COMPOSING))
                        .forEach(member -> whisper.toMember(other.id(), member, Composing.TYPE, body)));
    }
}
