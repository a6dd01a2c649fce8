package dev.parley.conference;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One person in the room (RFC 4575 §5.6).
 *
 * @param entity the key among the users: the person's own address of record, else one that nobody else has
 * @param displayText what to call the person, empty if not to be told
 * @param roles for example {@code moderator}
 * @param endpoints the person's legs
 */
public record User(String entity, String displayText, List<String> roles, List<Endpoint> endpoints) {
    public User {
        roles = List.copyOf(roles);
        endpoints = List.copyOf(endpoints);
    }

    User with(List<Endpoint> others) {
        return new User(entity, displayText, roles, others);
    }

    User with(UnaryOperator<Endpoint> change) {
        return with(endpoints.stream().map(change).toList());
    }

    User statusOnly() {
        return new User(entity, "", List.of(), endpoints).with(Endpoint::statusOnly);
    }
}
