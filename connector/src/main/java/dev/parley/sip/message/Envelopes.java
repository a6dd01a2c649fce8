package dev.parley.sip.message;

import dev.parley.chat.Audience;
import dev.parley.room.Room;
import dev.parley.room.RoomId;
import dev.parley.sip.auth.Sender;
import dev.parley.sip.stack.Sip;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sip.address.SipURI;
import javax.sip.address.URI;

/**
 * Judges what stands on an envelope: From must be the sender, or anybody could speak as anybody; To is the room, or one
 * member for a private text. Several are refused, since the copies would not be of one room any more (as RFC 7701 §6.1 has
 * it for chat rooms).
 */
public final class Envelopes {
    private final Function<URI, Optional<RoomId>> rooms;
    private final Sip sip;

    /** @param rooms the room that an address names */
    public Envelopes(Function<URI, Optional<RoomId>> rooms, Sip sip) {
        this.rooms = rooms;
        this.sip = sip;
    }

    /** For whom the content is. */
    Audience audience(Optional<Envelope> envelope, Sender sender, Room room) throws NotTaken {
        if (envelope.isEmpty()) {
            return Audience.everyone();
        }
        if (!sender.isNamed(user(envelope.get().from()), room)) {
            throw NotTaken.forbidden("an envelope from somebody else");
        }
        List<String> to = envelope.get().to();
        if (to.size() > 1) {
            throw NotTaken.forbidden("an envelope to several");
        }
        return uri(to.getFirst()).flatMap(rooms).filter(room.id()::equals).isPresent()
                ? Audience.everyone()
                : only(user(to.getFirst()));
    }

    /** Whether somebody of that name is there the relay finds out, in the room's order. */
    private static Audience only(String user) throws NotTaken {
        if (user.isEmpty()) {
            throw NotTaken.forNobody("an envelope to an address that no member can have");
        }
        return new Audience.Only(user);
    }

    /** Empty for anything but a SIP address: nobody is called so. */
    private String user(String uri) {
        return uri(uri).flatMap(parsed ->
                        parsed instanceof SipURI address ? Optional.ofNullable(address.getUser()) : Optional.empty())
                .orElse("");
    }

    private Optional<URI> uri(String uri) {
        try {
            return Optional.of(sip.uri(uri));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
