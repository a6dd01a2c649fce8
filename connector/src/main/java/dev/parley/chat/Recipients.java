package dev.parley.chat;

import dev.parley.room.Flag;
import dev.parley.room.Member;
import dev.parley.room.Room;
import dev.parley.room.RoomId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Makes one copy for each other member, and none that would reach the same phone a second time. */
public final class Recipients {
    private static final int MOST_REMEMBERED = 10_000;

    /** Nobody must answer a private text in front of all, believing that all have read it. */
    private static final String ONLY_TO_YOU = " (only to you)";

    private final ClientProfiles profiles;
    private final Predicate<String> direct;
    private final OwnCalls calls;
    private final Duration expiry;
    /** Asking all patterns for every copy took longer than to write it. */
    private final Map<String, ClientProfile> known = new ConcurrentHashMap<>();

    /**
     * @param direct the PBXs, by name, to whose phones Parley itself writes
     * @param calls those that Parley itself has with phones
     */
    public Recipients(ClientProfiles profiles, Predicate<String> direct, OwnCalls calls, Duration expiry) {
        this.profiles = profiles;
        this.direct = direct;
        this.calls = calls;
        this.expiry = expiry;
    }

    /** An account is that of one PBX. */
    private record Account(String pbx, String endpoint) {}

    /** @param chat the rooms that get the text; the first is the one it was said in */
    List<Copy> copies(Text text, Member sender, String senderName, List<Room> chat) {
        List<Copy> copies = new ArrayList<>();
        Set<Account> accounts = new HashSet<>();
        switch (text.audience()) {
            case Audience.Everyone e ->
                chat.forEach(room -> copies.addAll(copies(text, sender, senderName, room, accounts)));
            case Audience.Only only ->
                copies.addAll(copies(text, sender, senderName + ONLY_TO_YOU, chat.getFirst(), accounts));
        }
        return copies;
    }

    /** Whether a text is for this member, were it somebody else's. */
    static boolean isAddressed(Member member, Audience audience) {
        return !(audience instanceof Audience.Only only) || member.identity().isNamed(only.user());
    }

    private List<Copy> copies(Text text, Member sender, String senderName, Room room, Set<Account> accounts) {
        String pbx = room.id().pbx();
        boolean here = pbx.equals(text.room().pbx());
        List<Copy> copies = new ArrayList<>();
        for (Member member : room.members()) {
            if (here && member.id().equals(sender.id())
                    || hasHeard(member, room.id(), text)
                    || !isAddressed(member, text.audience())) {
                continue;
            }
            Copy copy = copy(text, sender, senderName, room, member);
            // Out of dialog reaches every device of the account: one copy is enough however many legs it has in the
            // room. What goes to a call of Parley's own reaches that phone only.
            boolean toAccount = !copy.routes().isEmpty()
                    && copy.routes().getFirst() != Route.IN_DIALOG
                    && calls.phone(member).isEmpty();
            if (!toAccount || accounts.add(new Account(pbx, member.identity().endpoint()))) {
                copies.add(copy);
            }
        }
        return copies;
    }

    /** The PBX's own relay has brought it already. */
    private static boolean hasHeard(Member member, RoomId room, Text text) {
        return text.claim().overheard().isPresent() && room.equals(text.room()) && member.is(Flag.OVERHEARS);
    }

    private Copy copy(Text text, Member sender, String senderName, Room room, Member member) {
        ClientProfile profile = profile(member.leg().userAgent());
        return new Copy(
                text.id(),
                room.id(),
                member,
                senderName,
                text.body(),
                text.html().filter(html -> profile.shows(ClientProfile.Ability.HTML)),
                profile.nameInText(),
                calls.phone(member).isPresent()
                        ? Routing.throughOwnCall(member, profile)
                        : Routing.of(member, profile, direct.test(room.id().pbx())),
                exceptSource(text, sender, room, member),
                expires(text),
                profile.shows(ClientProfile.Ability.CPIM)
                        ? Optional.of(new Origin(text.room(), sender, text.audience(), text.received()))
                        : Optional.empty());
    }

    /** The device of this account that needs no copy: it has written the text, or gets one of its own in its call. */
    private String exceptSource(Text text, Member sender, Room room, Member member) {
        boolean own = room.id().pbx().equals(text.room().pbx()) && isSameAccount(member, sender);
        return own
                ? text.claim().source()
                : room.members().stream()
                        .filter(other -> isSameAccount(member, other))
                        .flatMap(other -> calls.phone(other).stream())
                        .findFirst()
                        .orElse("");
    }

    private static boolean isSameAccount(Member one, Member other) {
        return one.identity().isKnown()
                && one.identity().endpoint().equals(other.identity().endpoint());
    }

    private Instant expires(Text text) {
        Instant ours = text.received().plus(expiry);
        return text.expires().filter(ours::isAfter).orElse(ours);
    }

    private ClientProfile profile(String userAgent) {
        if (known.size() >= MOST_REMEMBERED) {
            known.clear();
        }
        return known.computeIfAbsent(userAgent, profiles::of);
    }
}
