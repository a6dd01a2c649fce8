package dev.parley.conference;

import dev.parley.room.Flag;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.Room;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that can be told of a room now. Immutable; versions, and what differs from before, belong to a {@link Sequence}.
 *
 * @param users the people in the room, in the order in which they were first seen
 * @param departed those who went lately, and how
 */
public record ConferenceInfo(
        Description description, ConferenceState state, List<User> users, Map<MemberId, Departure> departed) {
    public ConferenceInfo {
        users = List.copyOf(users);
        departed = Map.copyOf(departed);
    }

    /**
     * @param domain of addresses of record that do not say theirs
     */
    public static ConferenceInfo of(Room room, Attendance attendance, Description description, String domain) {
        List<User> users = users(room, attendance, new Entities(room.id(), domain));
        return new ConferenceInfo(
                description,
                new ConferenceState(users.size(), Optional.of(room.locked())),
                users,
                attendance.departures());
    }

    /**
     * Several legs of one account are one person. A leg of no account is a person of its own. Legs are sorted, because each
     * list of the PBX may have its own order, and a person's name would change with it.
     */
    private static List<User> users(Room room, Attendance attendance, Entities entities) {
        SequencedMap<String, List<Member>> people = new LinkedHashMap<>();
        for (Member member : room.members()) {
            people.computeIfAbsent(entities.user(member), user -> new ArrayList<>())
                    .add(member);
        }
        return people.entrySet().stream()
                .map(person -> user(person.getKey(), sorted(person.getValue()), attendance, entities))
                .toList();
    }

    private static List<Member> sorted(List<Member> legs) {
        return legs.stream()
                .sorted(Comparator.comparing(leg -> leg.id().value()))
                .toList();
    }

    private static User user(String entity, List<Member> legs, Attendance attendance, Entities entities) {
        return new User(
                entity,
                name(legs),
                List.of(legs.stream().anyMatch(leg -> leg.is(Flag.ADMIN)) ? "moderator" : "participant"),
                legs.stream()
                        .map(leg -> Endpoint.of(leg, entities.endpoint(entity, leg.id()), attendance.joining(leg.id())))
                        .toList());
    }

    /** A phone's name for the person wins over the account's, on whichever leg it comes. */
    private static String name(List<Member> legs) {
        return Stream.concat(
                        legs.stream().map(Member::name),
                        legs.stream().map(leg -> leg.identity().endpoint()))
                .map(DisplayText::of)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("Anonymous");
    }

    ConferenceInfo with(List<User> others) {
        return new ConferenceInfo(description, state, others, departed);
    }

    boolean has(MemberId member) {
        return users.stream()
                .flatMap(user -> user.endpoints().stream())
                .anyMatch(endpoint -> endpoint.member().equals(member));
    }

    /** In anything that a reader sees: the order of users is not among it, and lists of the PBX change it. */
    boolean differsFrom(ConferenceInfo other) {
        return !description.equals(other.description)
                || !state.equals(other.state)
                || !Set.copyOf(users).equals(Set.copyOf(other.users));
    }
}
