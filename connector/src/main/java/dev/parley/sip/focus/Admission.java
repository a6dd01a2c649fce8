package dev.parley.sip.focus;

import dev.parley.config.FocusConfig;
import dev.parley.config.FocusConfig.Behind;
import dev.parley.config.FocusConfig.Callers;
import dev.parley.config.FocusConfig.Entry;
import dev.parley.pbx.UserPart;
import dev.parley.room.Room;
import dev.parley.room.RoomId;
import dev.parley.sip.auth.From;
import dev.parley.sip.auth.Sender;
import dev.parley.sip.auth.Senders;
import dev.parley.sip.focus.call.Admitted;
import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.Sip;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sip.header.AuthorizationHeader;
import javax.sip.header.Header;
import javax.sip.message.Request;

/**
 * Decides who may call which room. A PBX that hands out a password may take it for any name: FreeSWITCH 1.11 lists user 1001
 * as 1002 if his From says so, and credentials for one room open every other.
 */
final class Admission {
    private final FocusConfig config;
    private final Senders senders;
    private final Function<RoomId, Room> rooms;
    private final Function<RoomId, String> domains;
    private final String realm;
    private final Sip sip;

    /**
     * @param domains of a room's PBX, for the address that Parley vouches for
     * @param realm of Parley's own passwords
     */
    Admission(
            FocusConfig config,
            Senders senders,
            Function<RoomId, Room> rooms,
            Function<RoomId, String> domains,
            String realm,
            Sip sip) {
        this.config = config;
        this.senders = senders;
        this.rooms = rooms;
        this.domains = domains;
        this.realm = realm;
        this.sip = sip;
    }

    /** What becomes of an INVITE. */
    sealed interface Decision {
        record Enter(Admitted call) implements Decision {}

        record Refuse(int code, List<Header> more) implements Decision {
            Refuse(int code) {
                this(code, List.of());
            }
        }
    }

    Decision of(Incoming invite, RoomId room) {
        Optional<Behind> behind = config.behind(room.pbx());
        if (behind.isEmpty()) {
            return new Decision.Refuse(403); // this room is called at its PBX
        }
        String user = From.user(invite);
        Optional<Entry> rule = config.entry().stream()
                .filter(entry -> entry.rooms().matcher(room.name()).matches())
                .findFirst();
        if (user.isEmpty()
                || rule.filter(entry -> !entry.users().contains(user)).isPresent()) {
            return new Decision.Refuse(403);
        }
        return behind.get().callers() == Callers.DIGEST
                ? byDigest(invite, room, behind.get(), user, rule.isPresent())
                : byName(invite, room, behind.get(), user);
    }

    /** The PBX asks for the password, and gets to see only one that belongs to the name. */
    private Decision byDigest(Incoming invite, RoomId room, Behind behind, String user, boolean restricted) {
        List<String> logins = logins(invite.request());
        if (!logins.stream().allMatch(login -> mayBe(login, user))) {
            return new Decision.Refuse(403);
        }
        return new Decision.Enter(new Admitted(room, behind, user, Optional.empty(), restricted && logins.isEmpty()));
    }

    /** Whether the PBX gets a password to check, or Parley has checked one. */
    boolean isProven(Incoming invite, Admitted call) {
        return call.asserted().isPresent() || !logins(invite.request()).isEmpty();
    }

    private boolean mayBe(String login, String user) {
        return login.equals(user)
                || config.aliases().stream()
                        .anyMatch(alias ->
                                alias.login().equals(login) && alias.users().contains(user));
    }

    /** Parley asks itself, and vouches for what it found (RFC 3325 §5). */
    private Decision byName(Incoming invite, RoomId room, Behind behind, String user) {
        return switch (senders.of(invite, rooms.apply(room))) {
            case Sender.Account account -> {
                String uri = "sip:" + UserPart.of(account.user()) + "@" + domains.apply(room);
                yield new Decision.Enter(new Admitted(room, behind, user, Optional.of(uri), false));
            }
            case Sender.Leg leg -> new Decision.Refuse(403); // the address of another call is no password
            case Sender.Nobody nobody -> new Decision.Refuse(nobody.code(), List.of(nobody.headers(sip)));
        };
    }

    private List<String> logins(Request invite) {
        return Stream.of("Authorization", "Proxy-Authorization")
                .flatMap(name -> all(invite, name).stream())
                .filter(credentials -> !realm.equals(credentials.getRealm()))
                .map(credentials ->
                        Optional.ofNullable(credentials.getUsername()).orElse(""))
                .toList();
    }

    private static List<AuthorizationHeader> all(Request invite, String name) {
        List<AuthorizationHeader> all = new ArrayList<>();
        for (ListIterator<?> each = invite.getHeaders(name); each.hasNext(); ) {
            all.add((AuthorizationHeader) each.next());
        }
        return all;
    }
}
