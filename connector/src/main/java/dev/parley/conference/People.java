package dev.parley.conference;

import dev.parley.room.Flag;
import dev.parley.room.Member;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** Makes people of legs. Several legs of one account are one person, a leg of no account is a person of its own. */
final class People {
    private record Leg(Seat seat, Member member, Joining joining, Entities entities) {}

    private People() {}

    static List<User> of(Conference conference) {
        SequencedMap<String, List<Leg>> people = new LinkedHashMap<>();
        conference
                .rooms()
                .flatMap(in -> legs(in, conference.entities(in)))
                .forEach(leg -> people.computeIfAbsent(leg.entities().user(leg.member()), user -> new ArrayList<>())
                        .add(leg));
        return people.entrySet().stream()
                .map(person -> user(person.getKey(), sorted(person.getValue())))
                .toList();
    }

    private static Stream<Leg> legs(Attended in, Entities entities) {
        return in.room().members().stream()
                .map(member -> new Leg(
                        new Seat(in.room().id(), member.id()),
                        member,
                        in.attendance().joining(member.id()),
                        entities));
    }

    /** Each list of the PBX may have its own order, and a person's name would change with it. */
    private static List<Leg> sorted(List<Leg> legs) {
        return legs.stream()
                .sorted(Comparator.comparing(leg -> leg.seat().toString()))
                .toList();
    }

    private static User user(String entity, List<Leg> legs) {
        return new User(
                entity,
                name(legs.stream().map(Leg::member).toList()),
                List.of(legs.stream().anyMatch(leg -> leg.member().is(Flag.ADMIN)) ? "moderator" : "participant"),
                legs.stream().map(leg -> endpoint(entity, leg)).toList());
    }

    private static Endpoint endpoint(String user, Leg leg) {
        return Endpoint.of(
                leg.seat(),
                leg.member(),
                leg.entities().endpoint(user, leg.member().id()),
                leg.joining());
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
}
