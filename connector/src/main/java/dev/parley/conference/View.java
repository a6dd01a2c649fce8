package dev.parley.conference;

import java.util.List;
import java.util.Map;

/** What a subscriber is told, by its role in the room (RFC 4575 §8.2). Call-Ids and addresses are told to nobody (§5.7.9). */
public enum View {
    /** All of it. */
    MODERATOR,
    /** All but the software that each phone runs. */
    MEMBER,
    /** For those whom a full document would not reach by UDP: the title, and each user's entity and status. */
    REDUCED,
    /** The title and how many are there: for those who are not in the room. */
    OUTSIDER;

    public ConferenceInfo of(ConferenceInfo info) {
        return switch (this) {
            case MODERATOR -> info;
            case MEMBER ->
                info.with(info.users().stream()
                        .map(user -> user.with(Endpoint::withoutDevice))
                        .toList());
            case REDUCED ->
                new ConferenceInfo(
                        info.description().titleOnly(),
                        info.state(),
                        info.users().stream().map(User::statusOnly).toList(),
                        Map.of());
            case OUTSIDER ->
                new ConferenceInfo(info.description().titleOnly(), info.state().countOnly(), List.of(), Map.of());
        };
    }
}
