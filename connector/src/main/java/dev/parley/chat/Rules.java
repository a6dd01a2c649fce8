package dev.parley.chat;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The rules in the order in which they are asked: cheap and silent ones first, so that a flood costs little. */
public final class Rules {
    private final List<Rule> rules;

    private Rules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * @param types media types that pass
     * @param maxBytes most UTF-8 bytes of a text
     * @param duplicates for how long a second coming is noticed
     */
    public static Rules of(Set<String> types, int maxBytes, Rate perSender, Rate perRoom, Duration duplicates) {
        return new Rules(List.of(
                new NoLoops(),
                new NoDuplicates(duplicates),
                new NotEmpty(),
                new MembersOnly(),
                new NoEchoes(),
                new AddresseeIsThere(),
                new AcceptedTypes(types),
                new MaxSize(maxBytes),
                new RateLimits(perSender, perRoom)));
    }

    /** The first verdict that does not let the text pass, or a pass. */
    Verdict judge(Said said) {
        return rules.stream()
                .map(rule -> rule.judge(said))
                .filter(verdict -> !(verdict instanceof Verdict.Pass))
                .findFirst()
                .orElse(Verdict.pass());
    }
}
