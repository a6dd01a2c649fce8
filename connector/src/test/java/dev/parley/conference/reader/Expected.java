package dev.parley.conference.reader;

import dev.parley.room.Flag;
import dev.parley.room.Member;
import dev.parley.room.Room;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the rosters of a chat should look like to a reader, without the keys, which are not the roster's. */
public final class Expected {
    /** @param phones for example {@code connected {audio=recvonly}}, in order */
    public record Somebody(String name, boolean moderator, List<String> phones) {}

    private Expected() {}

    /** An account is that of one PBX, unless it says its domain. */
    public static List<Somebody> people(List<Room> chat) {
        Map<String, List<Member>> legs = new LinkedHashMap<>();
        for (Room room : sorted(chat)) {
            for (Member member : sorted(room)) {
                String account = member.identity().endpoint();
                String person = account.contains("@") ? account : room.id().pbx() + " " + account;
                legs.computeIfAbsent(
                                account.isEmpty() ? "leg " + room.id() + " " + member.id() : person,
                                who -> new ArrayList<>())
                        .add(member);
            }
        }
        return legs.values().stream().map(Expected::somebody).toList();
    }

    private static List<Room> sorted(List<Room> chat) {
        return chat.stream()
                .sorted(Comparator.comparing(room -> room.id().toString()))
                .toList();
    }

    private static List<Member> sorted(Room room) {
        return room.members().stream()
                .sorted(Comparator.comparing(leg -> leg.id().value()))
                .toList();
    }

    public static List<Somebody> people(Shown shown) {
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
