package dev.parley.conference;

import dev.parley.room.Flag;
import dev.parley.room.Member;
import dev.parley.room.Room;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a roster should look like to a reader, without the keys, which are not the roster's. */
final class Expected {
    /** @param phones for example {@code connected {audio=recvonly}}, in order */
    record Somebody(String name, boolean moderator, List<String> phones) {}

    private Expected() {}

    static List<Somebody> people(Room room) {
        Map<String, List<Member>> legs = new LinkedHashMap<>();
        for (Member member : room.members()) {
            String account = member.identity().endpoint();
            legs.computeIfAbsent(account.isEmpty() ? "leg " + member.id() : account, who -> new ArrayList<>())
                    .add(member);
        }
        return legs.values().stream()
                .map(of -> of.stream()
                        .sorted(Comparator.comparing(leg -> leg.id().value()))
                        .toList())
                .map(Expected::somebody)
                .toList();
    }

    static List<Somebody> people(Shown shown) {
        return shown.people().values().stream()
                .map(person -> new Somebody(
                        person.name(),
                        person.roles().contains("moderator"),
                        sorted(person.phones().values().stream()
                                .map(phone -> phone.status() + " " + phone.media())
                                .toList())))
                .toList();
    }

    private static Somebody somebody(List<Member> legs) {
        Member first = legs.getFirst();
        String name = legs.stream()
                .map(Member::name)
                .filter(given -> !given.isEmpty())
                .findFirst()
                .orElse("");
        String fallback = first.identity().isKnown() ? first.identity().endpoint() : "Anonymous";
        return new Somebody(
                name.isEmpty() ? fallback : name,
                legs.stream().anyMatch(leg -> leg.is(Flag.ADMIN)),
                sorted(legs.stream().map(Expected::phone).toList()));
    }

    private static String phone(Member leg) {
        if (leg.is(Flag.HELD) || leg.is(Flag.WAITING)) {
            return "on-hold {audio=inactive}";
        }
        return leg.is(Flag.MUTED) ? "connected {audio=recvonly}" : "connected {audio=sendrecv}";
    }

    private static List<String> sorted(Collection<String> phones) {
        return phones.stream().sorted().toList();
    }
}
