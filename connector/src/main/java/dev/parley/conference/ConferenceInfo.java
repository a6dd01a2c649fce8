package dev.parley.conference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that can be told of a room now. Immutable; versions, and what differs from before, belong to a {@link Sequence}.
 *
 * @param users the people in the room and in those linked with it, in the order in which they were first seen
 * @param departed those who went lately, and how
 */
public record ConferenceInfo(
        Description description, ConferenceState state, List<User> users, Map<Seat, Departure> departed) {
    public ConferenceInfo {
        users = List.copyOf(users);
        departed = Map.copyOf(departed);
    }

    public static ConferenceInfo of(Conference conference, Description description) {
        List<User> users = People.of(conference);
        return new ConferenceInfo(
                description,
                new ConferenceState(
                        users.size(), Optional.of(conference.own().room().locked())),
                users,
                departures(conference));
    }

    private static Map<Seat, Departure> departures(Conference conference) {
        Map<Seat, Departure> departures = new HashMap<>();
        conference
                .rooms()
                .forEach(in -> in.attendance()
                        .departures()
                        .forEach((member, how) ->
                                departures.put(new Seat(in.room().id(), member), how)));
        return departures;
    }

    ConferenceInfo with(List<User> others) {
        return new ConferenceInfo(description, state, others, departed);
    }

    boolean has(Seat seat) {
        return users.stream()
                .flatMap(user -> user.endpoints().stream())
                .anyMatch(endpoint -> endpoint.seat().equals(seat));
    }

    /** In anything that a reader sees: the order of users is not among it, and lists of the PBX change it. */
    boolean differsFrom(ConferenceInfo other) {
        return !description.equals(other.description)
                || !state.equals(other.state)
                || !Set.copyOf(users).equals(Set.copyOf(other.users));
    }
}
