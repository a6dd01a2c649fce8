package dev.parley.pbx.freeswitch;

import dev.parley.config.FreeSwitchConfig;
import dev.parley.esl.EslEvent;
import dev.parley.pbx.PbxListener;
import dev.parley.room.Flag;
import dev.parley.room.Identity;
import dev.parley.room.Leg;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomId;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns what the event socket says about conferences into what happens in our rooms. Not thread-safe: its owner lets one
 * thread in at a time, with events in the order of the wire.
 */
final class Mirror {
    private final FreeSwitchConfig config;
    private final PbxListener listener;
    private final Legs legs;
    private final Clock clock;
    private final Lives lives = new Lives();
    /** Hold names a channel only. */
    private final Map<MemberId, RoomId> whereabouts = new HashMap<>();

    private long changes;

    Mirror(FreeSwitchConfig config, PbxListener listener, Legs legs, Clock clock) {
        this.config = config;
        this.listener = listener;
        this.legs = legs;
        this.clock = clock;
    }

    /** How many events changed a room so far: a list that was asked for before one of them may be older than it. */
    long changes() {
        return changes;
    }

    /** A conference::maintenance event. */
    void conference(EslEvent event) {
        Optional<RoomId> room = event.header("Conference-Name").flatMap(this::room);
        String life = event.header("Conference-Unique-ID").orElse("");
        if (room.isEmpty() || !lives.isPresent(room.get().name(), life)) {
            return;
        }
        String action = event.header("Action").orElse("");
        switch (action) {
            case "add-member" -> joined(room.get(), event);
            case "del-member" -> member(event).ifPresent(member -> left(room.get(), member));
            case "mute-member", "tmute-member" -> changed(room.get(), event, Flag.MUTED, !speaks(event));
            case "unmute-member" -> changed(room.get(), event, Flag.MUTED, false);
            case "hold-member" -> changed(room.get(), event, Flag.HELD, true);
            case "unhold-member" -> changed(room.get(), event, Flag.HELD, false);
            case "start-talking" -> talks(room.get(), event, true);
            case "stop-talking" -> talks(room.get(), event, false);
            case "conference-destroy" -> ended(room.get(), life);
            default -> {}
        }
    }

    /** A phone's own hold, of which the conference says nothing (1.11). */
    void held(EslEvent event, boolean on) {
        member(event).ifPresent(member -> {
            RoomId room = whereabouts.get(member);
            if (room != null) {
                changes++;
                listener.happened(new RoomEvent.Changed(room, member, Flag.HELD, on));
            }
        });
    }

    /** All conferences of FreeSWITCH, as they are now. */
    void listed(List<ConferenceList> lists) {
        List<ConferenceList> ours =
                lists.stream().filter(list -> room(list.name()).isPresent()).toList();
        Set<RoomId> now = ours.stream()
                .map(list -> new RoomId(config.name(), list.name()))
                .collect(Collectors.toSet());
        whereabouts.clear();
        listener.listed(config.name(), now);
        ours.forEach(this::listed);
        legs.keepOnly(Set.copyOf(whereabouts.keySet()));
    }

    /** The members of our rooms of whose leg nothing is known. */
    Set<MemberId> undescribed() {
        Set<MemberId> unknown = new HashSet<>(whereabouts.keySet());
        unknown.removeIf(member -> legs.of(member).isPresent());
        return unknown;
    }

    void described(MemberId member, LegFacts facts) {
        RoomId room = whereabouts.get(member);
        if (room == null) {
            return; // gone by now
        }
        legs.put(member, facts);
        listener.happened(new RoomEvent.Described(room, member, facts.identity(), facts.leg()));
        if (facts.held()) {
            listener.happened(new RoomEvent.Changed(room, member, Flag.HELD, true));
        }
    }

    /** The room that a leg is in. */
    Optional<RoomId> whereabouts(MemberId member) {
        return Optional.ofNullable(whereabouts.get(member));
    }

    Optional<RoomId> room(String conference) {
        return config.rooms().stream().anyMatch(pattern -> pattern.matches(conference))
                ? Optional.of(new RoomId(config.name(), conference))
                : Optional.empty();
    }

    private void listed(ConferenceList list) {
        RoomId room = new RoomId(config.name(), list.name());
        lives.isPresent(list.name(), list.life());
        list.members().forEach(listed -> whereabouts.put(listed.id(), room));
        List<Member> members = list.members().stream().map(this::member).toList();
        listener.happened(new RoomEvent.Snapshot(room, members, list.locked(), clock.instant()));
    }

    private Member member(ConferenceList.Listed listed) {
        return member(listed.id(), listed.name(), listed.flags());
    }

    private Member member(MemberId id, String name, Set<Flag> flags) {
        Optional<LegFacts> facts = legs.of(id);
        return new Member(
                id,
                facts.map(LegFacts::identity).orElse(Identity.UNKNOWN),
                name,
                flags,
                facts.map(LegFacts::leg).orElse(Leg.UNKNOWN));
    }

    private void joined(RoomId room, EslEvent event) {
        member(event).ifPresent(id -> {
            changes++;
            LegFacts.of(event::header).ifPresent(facts -> legs.put(id, facts));
            Set<Flag> flags = EnumSet.noneOf(Flag.class);
            if (!speaks(event)) {
                flags.add(Flag.MUTED);
            }
            if (event.header("Member-Type").filter("moderator"::equals).isPresent()) {
                flags.add(Flag.ADMIN);
            }
            whereabouts.put(id, room);
            listener.happened(new RoomEvent.Joined(room, member(id, name(event), flags), clock.instant()));
        });
    }

    private void left(RoomId room, MemberId member) {
        changes++;
        if (whereabouts.remove(member, room)) {
            legs.forget(member);
        }
        listener.happened(new RoomEvent.Left(room, member));
    }

    private void ended(RoomId room, String life) {
        changes++;
        lives.ended(room.name(), life);
        whereabouts.values().removeIf(room::equals);
        listener.happened(new RoomEvent.Ended(room));
    }

    private void changed(RoomId room, EslEvent event, Flag flag, boolean on) {
        changes++;
        member(event).ifPresent(member -> listener.happened(new RoomEvent.Changed(room, member, flag, on)));
    }

    /** Too frequent to count as a change that a list must not overtake: the next word corrects it. */
    private void talks(RoomId room, EslEvent event, boolean on) {
        member(event).ifPresent(member -> listener.happened(new RoomEvent.Changed(room, member, Flag.TALKING, on)));
    }

    private static boolean speaks(EslEvent event) {
        return !event.header("Speak").filter("false"::equals).isPresent();
    }

    private static Optional<MemberId> member(EslEvent event) {
        return event.header("Unique-ID").filter(id -> !id.isEmpty()).map(MemberId::new);
    }

    private static String name(EslEvent event) {
        return event.header("Caller-Caller-ID-Name")
                .filter(name -> !name.isEmpty())
                .or(() -> event.header("Caller-Caller-ID-Number"))
                .orElse("");
    }
}
