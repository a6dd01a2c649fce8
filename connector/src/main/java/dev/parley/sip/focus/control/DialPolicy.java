package dev.parley.sip.focus.control;

import dev.parley.config.ControlConfig.Rule;
import dev.parley.pbx.Callee;
import dev.parley.pbx.Way;
import dev.parley.room.Room;
import dev.parley.room.RoomId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Who may call whom into which room. The PBX makes the calls at the cost of whoever runs it, so that nobody may whom no rule
 * allows it.
 */
final class DialPolicy {
    private final List<Rule> rules;
    private final Moderators moderators;
    private final Function<RoomId, Set<String>> ownHosts;

    /** @param ownHosts the hosts of a room's PBX and its focus, lower case and without port */
    DialPolicy(List<Rule> rules, Moderators moderators, Function<RoomId, Set<String>> ownHosts) {
        this.rules = List.copyOf(rules);
        this.moderators = moderators;
        this.ownHosts = ownHosts;
    }

    /** How the callee is dialled; empty if it is not allowed. */
    Optional<Way> way(Referrer by, Room room, Callee callee) {
        return rules.stream()
                .filter(rule -> rule.users().isEmpty() || rule.users().contains(by.user()))
                .filter(rule -> has(by, rule, room))
                .filter(rule -> rule.rooms().matcher(room.id().name()).matches())
                .filter(rule -> rule.who().matcher(callee.user()).matches())
                .filter(rule -> isThere(callee.host(), rule, room.id()))
                .findFirst()
                .map(rule -> new Way(rule.dial(), rule.entrance()));
    }

    private boolean has(Referrer by, Rule rule, Room room) {
        return switch (rule.role()) {
            case ANYBODY -> true;
            case MEMBER -> by.member().isPresent();
            case MODERATOR -> moderators.include(by, room);
        };
    }

    /** Whether the address is that of whoever is being called, by whichever of the room's own hosts. */
    boolean isMeant(Callee callee, ReferTo.Remove wanted, RoomId room) {
        String host = wanted.uri().getHost().toLowerCase(Locale.ROOT);
        return callee.user().equals(wanted.user())
                && (callee.host().equals(host) || isOwn(callee.host(), room) && isOwn(host, room));
    }

    private boolean isOwn(String host, RoomId room) {
        return host.isEmpty() || ownHosts.apply(room).contains(host);
    }

    /** A number of no domain is one that the PBX itself dials. */
    private boolean isThere(String host, Rule rule, RoomId room) {
        return host.isEmpty() || (rule.hosts().isEmpty() ? ownHosts.apply(room) : rule.hosts()).contains(host);
    }
}
