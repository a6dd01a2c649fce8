package dev.parley.pbx.asterisk;

import static dev.parley.pbx.asterisk.AmiFields.channel;
import static dev.parley.pbx.asterisk.AmiFields.flag;
import static dev.parley.pbx.asterisk.AmiFields.text;

import dev.parley.config.AsteriskConfig;
import dev.parley.pbx.PbxListener;
import dev.parley.pbx.asterisk.wire.ConfbridgeMuteEvent;
import dev.parley.pbx.asterisk.wire.ConfbridgeUnmuteEvent;
import dev.parley.room.Flag;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.asteriskjava.manager.event.ConfbridgeEndEvent;
import org.asteriskjava.manager.event.ConfbridgeJoinEvent;
import org.asteriskjava.manager.event.ConfbridgeLeaveEvent;
import org.asteriskjava.manager.event.ConfbridgeTalkingEvent;
import org.asteriskjava.manager.event.HangupEvent;
import org.asteriskjava.manager.event.HoldEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.UnholdEvent;

/**
 * Turns what AMI says about conferences into what happens in our rooms. Not thread-safe: fed by one thread, in the order
 * of the wire.
 */
final class Mirror {
    /** A transfer is over long before. */
    private static final Duration DOUBT = Duration.ofSeconds(10);

    private final AsteriskConfig config;
    private final Members members;
    private final PbxListener listener;
    private final BiConsumer<RoomId, Channel> undescribed;
    private final Clock clock;
    private final Departures departures = new Departures();
    private final Signatures signatures;
    private final ScribeLegs scribes = new ScribeLegs();
    /** Hold and hang-up name a channel only. */
    private final Map<MemberId, RoomId> whereabouts = new HashMap<>();

    /** Every list shows them again, and once is enough. */
    private final Set<MemberId> askedAbout = new HashSet<>();

    private Instant doubtedUntil = Instant.MIN;

    /** @param undescribed is given each PJSIP member of whose leg nothing came with its join */
    Mirror(
            AsteriskConfig config,
            PbxListener listener,
            BiConsumer<RoomId, Channel> undescribed,
            Signatures signatures,
            Clock clock) {
        this.config = config;
        this.signatures = signatures;
        this.members = new Members(config);
        this.listener = listener;
        this.undescribed = undescribed;
        this.clock = clock;
    }

    void event(ManagerEvent event) {
        switch (event) {
            case ConfbridgeJoinEvent e ->
                room(e.getConference()).ifPresent(room -> joined(room, channel(e), text(e.getAdmin()), muted(e)));
            case ConfbridgeLeaveEvent e ->
                room(e.getConference()).ifPresent(room -> left(room, new MemberId(text(e.getUniqueId()))));
            case ConfbridgeTalkingEvent e ->
                changed(e.getConference(), e.getUniqueId(), Flag.TALKING, Boolean.TRUE.equals(e.getTalkingStatus()));
            case ConfbridgeMuteEvent e -> changed(e.getConference(), e.getUniqueId(), Flag.MUTED, true);
            case ConfbridgeUnmuteEvent e -> changed(e.getConference(), e.getUniqueId(), Flag.MUTED, false);
            case ConfbridgeEndEvent e -> room(e.getConference()).ifPresent(this::ended);
            case HoldEvent e -> held(text(e.getUniqueId()), true);
            case UnholdEvent e -> held(text(e.getUniqueId()), false);
            case HangupEvent e -> hungUp(new MemberId(text(e.getUniqueId())));
            default -> {}
        }
    }

    /** The rooms that Asterisk has now; what else we believed to have members has ended. */
    void listed(Set<RoomId> rooms) {
        whereabouts.values().removeIf(room -> !rooms.contains(room));
        listener.listed(config.name(), rooms);
    }

    /** Asterisk's list of one room's members. */
    void listed(ConferenceList list) {
        Instant now = clock.instant();
        var others = list.members().stream()
                .filter(listed -> !isScribe(listed.channel()))
                .toList();
        scribesListed(list);
        var present = others.stream()
                .filter(listed -> !listed.channel().isHidden())
                .map(listed -> overhearing(
                        list.room(), listed.channel(), members.member(ownOf(listed.channel()), listed.flags())))
                .filter(member -> !departures.justLeft(member.id(), now))
                .toList();
        whereabouts.values().removeIf(list.room()::equals);
        present.forEach(member -> whereabouts.put(member.id(), list.room()));
        if (present.isEmpty() && scribes.isIn(list.room())) {
            listener.happened(new RoomEvent.Ended(list.room()));
            return;
        }
        listener.happened(new RoomEvent.Snapshot(list.room(), present, list.locked(), now));
        others.forEach(listed -> describe(list.room(), listed.channel()));
    }

    private void scribesListed(ConferenceList list) {
        scribes.listed(
                list.room(),
                list.members().stream()
                        .map(ConferenceList.Listed::channel)
                        .filter(this::isScribe)
                        .filter(channel -> !departures.justLeft(new MemberId(channel.uniqueId()), clock.instant()))
                        .toList());
    }

    /** The channels of Parley's own legs, by room. */
    Map<RoomId, List<String>> scribes() {
        return scribes.channels();
    }

    private boolean isScribe(Channel channel) {
        return channel.endpoint().filter(config::isScribe).isPresent();
    }

    /** A room in which only the scribe is left is empty, although the conference ends when the scribe has gone. */
    private void endIfOnlyScribe(RoomId room) {
        if (scribes.isIn(room) && !whereabouts.containsValue(room)) {
            ended(room);
        }
    }

    private Member overhearing(RoomId room, Channel channel, Member member) {
        if (!config.wantsScribe(room.name())) {
            return member;
        }
        signatures.seen(channel, isDoubtful());
        return member.with(Flag.OVERHEARS, signatures.overhears(member.id()));
    }

    /**
     * A swapped-in channel may come without variables or with those of the one whose place it took (both seen on 22.10): who
     * is in a room now is asked of the channels themselves.
     */
    void transferred() {
        askedAbout.clear();
        doubtedUntil = clock.instant().plus(DOUBT);
    }

    boolean isDoubtful() {
        return clock.instant().isBefore(doubtedUntil);
    }

    /** The next list asks again. */
    void unanswered(MemberId member) {
        askedAbout.remove(member);
    }

    /** What was asked of a channel itself is better known than by its variables. */
    private Channel ownOf(Channel channel) {
        boolean asked = askedAbout.contains(new MemberId(channel.uniqueId()));
        return asked || isDoubtful() ? channel.withoutVariables() : channel;
    }

    void inSight() {
        signatures.keepOnly(whereabouts.keySet());
        listener.inSight(config.name());
    }

    /** Asterisk is out of sight. */
    void lost() {
        departures.clear();
        askedAbout.clear();
        scribes.clear();
        listener.unseen(config.name());
    }

    void described(RoomEvent.Described facts) {
        listener.happened(facts);
    }

    Optional<RoomId> room(String conference) {
        return config.rooms().stream().anyMatch(pattern -> pattern.matches(conference))
                ? Optional.of(new RoomId(config.name(), conference))
                : Optional.empty();
    }

    private void joined(RoomId room, Channel channel, String admin, boolean muted) {
        if (channel.isHidden()) {
            return;
        }
        if (isScribe(channel)) {
            scribes.joined(room, channel);
            endIfOnlyScribe(room);
            return;
        }
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        flag(flags, Flag.ADMIN, admin);
        if (muted) {
            flags.add(Flag.MUTED);
        }
        Member member = overhearing(room, channel, members.member(channel, flags));
        departures.returned(member.id());
        whereabouts.put(member.id(), room);
        listener.happened(new RoomEvent.Joined(room, member, clock.instant()));
        describe(room, channel);
    }

    /**
     * Without the shipped dialplan, and on a channel that a transfer swapped in, the variables are empty (seen on 22.10);
     * that of the address is where Asterisk has called the phone itself.
     */
    private void describe(RoomId room, Channel channel) {
        boolean told = !channel.variable("PARLEY_CALLID64").isEmpty()
                && !channel.variable("PARLEY_ADDR").isEmpty();
        boolean unknown = !told || isDoubtful();
        if (unknown && channel.endpoint().isPresent() && askedAbout.add(new MemberId(channel.uniqueId()))) {
            undescribed.accept(room, channel);
        }
    }

    private void left(RoomId room, MemberId member) {
        departures.left(member, clock.instant());
        if (scribes.left(room, member)) {
            return;
        }
        whereabouts.remove(member);
        askedAbout.remove(member);
        signatures.gone(member);
        listener.happened(new RoomEvent.Left(room, member));
        endIfOnlyScribe(room);
    }

    /** A transfer may swap a channel out without a ConfbridgeLeave (2 of about 40 on 22.10); its hang-up is always said. */
    private void hungUp(MemberId member) {
        RoomId room = whereabouts.get(member);
        if (room != null) {
            left(room, member);
        }
    }

    private void ended(RoomId room) {
        whereabouts.values().removeIf(room::equals);
        listener.happened(new RoomEvent.Ended(room));
    }

    private void changed(String conference, String uniqueId, Flag flag, boolean on) {
        room(conference)
                .ifPresent(
                        room -> listener.happened(new RoomEvent.Changed(room, new MemberId(text(uniqueId)), flag, on)));
    }

    private void held(String uniqueId, boolean on) {
        MemberId member = new MemberId(uniqueId);
        RoomId room = whereabouts.get(member);
        if (room != null) {
            listener.happened(new RoomEvent.Changed(room, member, Flag.HELD, on));
        }
    }

    private static boolean muted(ConfbridgeJoinEvent event) {
        return AmiFields.isYes(event.getMuted());
    }
}
