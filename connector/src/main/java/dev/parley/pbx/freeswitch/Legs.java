package dev.parley.pbx.freeswitch;

import dev.parley.room.MemberId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What is known of the legs in our rooms. */
final class Legs {
    private final Map<MemberId, LegFacts> known = new ConcurrentHashMap<>();

    void put(MemberId member, LegFacts facts) {
        known.put(member, facts);
    }

    Optional<LegFacts> of(MemberId member) {
        return Optional.ofNullable(known.get(member));
    }

    /** Those that our members have. */
    Set<Registrations.Account> accounts() {
        return known.values().stream()
                .filter(facts -> facts.identity().isKnown())
                .map(facts -> new Registrations.Account(
                        facts.profile(), facts.identity().aor()))
                .collect(Collectors.toUnmodifiableSet());
    }

    void forget(MemberId member) {
        known.remove(member);
    }

    void keepOnly(Set<MemberId> present) {
        known.keySet().retainAll(present);
    }
}
