package dev.parley.sip.auth;

import dev.parley.config.SenderConfig;
import dev.parley.room.Room;
import dev.parley.room.RoomId;
import dev.parley.sip.legs.Callers;
import dev.parley.sip.stack.Incoming;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.sip.address.URI;

/**
 * Finds out who sent a request: the phone of a live call, else whoever knows a password, else whom a trusted peer names.
 * From has to agree, or the copies would carry another name than the one that was proven (RFC 5365 §7.2).
 */
public final class Identities implements Senders {
    private final SenderConfig config;
    private final Set<String> hosts;
    private final Function<String, Optional<RoomId>> rooms;
    private final Optional<Digest> digest;
    private final LiveLegs legs;
    private final Clock clock;

    /**
     * @param hosts of ours and of our PBXs, lower case and without port: an asserted address elsewhere is somebody else's
     * @param rooms the room that a URI names, as a client writes it
     */
    public Identities(
            SenderConfig config,
            Set<String> hosts,
            Function<String, Optional<RoomId>> rooms,
            Callers callers,
            Clock clock) {
        this.legs = new LiveLegs(callers);
        this.config = config;
        this.hosts = Set.copyOf(hosts);
        this.rooms = rooms;
        this.digest = config.users().map(file -> new Digest(config.realm(), new UsersFile(file, config.realm())));
        this.clock = clock;
    }

    @Override
    public Sender of(Incoming request, Room room) {
        // All calls and texts of those behind a proxy come from its address, so that it proves nothing.
        if (!isTrusted(request)) {
            Sender caller = legs.of(request, room);
            if (!(caller instanceof Sender.Nobody)) {
                return caller;
            }
        }
        Instant now = clock.instant();
        return switch (digest.map(asked -> judge(asked, request, now)).orElseGet(DigestVerdict.None::new)) {
            case DigestVerdict.Proven proven -> agreeing(proven.user(), request, room);
            case DigestVerdict.None none ->
                asserted(request).map(user -> agreeing(user, request, room)).orElseGet(() -> unproven(false, now));
            case DigestVerdict.Stale stale -> unproven(true, now);
            case DigestVerdict.Wrong wrong -> unproven(false, now);
            case DigestVerdict.Deaf deaf -> new Sender.Nobody();
        };
    }

    private static Sender agreeing(String user, Incoming request, Room room) {
        Sender account = new Sender.Account(user);
        return account.isNamed(From.user(request), room) ? account : new Sender.Nobody();
    }

    private Sender unproven(boolean stale, Instant now) {
        return digest.<Sender>map(asked -> new Sender.Nobody(401, asked.challenges(stale, now)))
                .orElseGet(Sender.Nobody::new);
    }

    private DigestVerdict judge(Digest asked, Incoming request, Instant now) {
        URI target = request.request().getRequestURI();
        return asked.judge(
                request.headers("Authorization"),
                request.request().getMethod(),
                uri -> uri.equals(target.toString()) || rooms.apply(uri).isPresent(),
                new Digest.Origin(request.source().host(), isTrusted(request)),
                now);
    }

    /** RFC 3325 §8: from anybody else it must not be used in any way. */
    private Optional<String> asserted(Incoming request) {
        if (!isTrusted(request)) {
            return Optional.empty();
        }
        return AssertedIdentity.of(request.headers("P-Asserted-Identity")).flatMap(this::account);
    }

    private boolean isTrusted(Incoming request) {
        return config.isTrusted(request.source().host(), request.source().port());
    }

    private Optional<String> account(AssertedIdentity identity) {
        if (hosts.contains(identity.host().toLowerCase(Locale.ROOT))) {
            return Optional.of(identity.user());
        }
        return Optional.of(identity.number()).filter(number -> !number.isEmpty());
    }
}
