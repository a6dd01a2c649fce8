package dev.parley.chat;

import java.util.Set;

/** Refuses what the other phones could not show. */
final class AcceptedTypes implements Rule {
    private final Set<String> types;

    AcceptedTypes(Set<String> types) {
        this.types = Set.copyOf(types);
    }

    @Override
    public Verdict judge(Said said) {
        return types.contains(said.text().contentType())
                ? Verdict.pass()
                : new Verdict.Refuse(
                        "type", "Only plain text can be sent to this conference, so your message reached nobody.");
    }
}
