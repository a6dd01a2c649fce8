package dev.parley.pbx.freeswitch;

import dev.parley.room.MemberId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is known of the legs in our rooms. */
final class Legs {
    private final Map<MemberId, LegFacts> known = new ConcurrentHashMap<>();

    void put(MemberId member, LegFacts facts) {
        known.put(member, facts);
    }

    Optional<LegFacts> of(MemberId member) {
        return Optional.ofNullable(known.get(member));
    }

    void forget(MemberId member) {
        known.remove(member);
    }

    void keepOnly(Set<MemberId> present) {
        known.keySet().retainAll(present);
    }
}
