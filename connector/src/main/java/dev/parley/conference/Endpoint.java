package dev.parley.conference;

import dev.parley.room.Flag;
import dev.parley.room.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One leg of a user (RFC 4575 §5.7).
 *
 * @param seat whose leg it is; not written
 * @param entity the key among the user's endpoints; never the Contact, which would tell the phone's address
 * @param device what the phone calls itself, empty if unknown or not to be told
 * @param departure set once the leg is gone
 */
public record Endpoint(
        Seat seat,
        String entity,
        String device,
        EndpointStatus status,
        Joining joining,
        Optional<Departure> departure,
        List<Media> media) {
    public Endpoint {
        media = List.copyOf(media);
    }

    static Endpoint of(Seat seat, Member member, String entity, Joining joining) {
        boolean held = member.is(Flag.HELD) || member.is(Flag.WAITING);
        return new Endpoint(
                seat,
                entity,
                DisplayText.of(member.leg().userAgent()),
                held ? EndpointStatus.ON_HOLD : EndpointStatus.CONNECTED,
                joining,
                Optional.empty(),
                media(member, held));
    }

    private static List<Media> media(Member member, boolean held) {
        List<Media> media = new ArrayList<>();
        media.add(Media.audio(audio(member, held)));
        if (member.leg().allowsMessage()) {
            media.add(Media.message());
        }
        return media;
    }

    private static MediaStatus audio(Member member, boolean held) {
        if (held) {
            return MediaStatus.INACTIVE;
        }
        return member.is(Flag.MUTED) ? MediaStatus.RECVONLY : MediaStatus.SENDRECV;
    }

    boolean isHere() {
        return status != EndpointStatus.DISCONNECTED;
    }

    Endpoint gone(Departure how) {
        return new Endpoint(seat, entity, device, EndpointStatus.DISCONNECTED, joining, Optional.of(how), List.of());
    }

    Endpoint withoutDevice() {
        return new Endpoint(seat, entity, "", status, joining, departure, media);
    }

    Endpoint statusOnly() {
        return new Endpoint(seat, entity, "", status, Joining.UNKNOWN, Optional.empty(), List.of());
    }
}
