package dev.parley.sip.auth;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers how often each client has used each nonce, so that a request that somebody overheard proves nothing when it
 * comes again (RFC 7616 §5.5). The memory is bounded: what it had to forget early makes all nonces of that age stale,
 * which costs their clients one more challenge and lets no replay through.
 */
final class NonceUses {
    private record Client(String nonce, String cnonce) {}

    private record Use(Instant issued, long count) {}

    private final int most;
    private final Map<Client, Use> uses = new LinkedHashMap<>();
    private Instant forgotten = Instant.MIN;

    NonceUses(int most) {
        this.most = most;
    }

    /**
     * Whether this is a use that was not seen before.
     *
     * @param issued when the nonce was given out
     * @param oldest nonces given out before that are refused by age, so nothing needs to be known of them any more
     */
    synchronized boolean isNew(DigestCredentials credentials, Instant issued, Instant oldest) {
        forget(oldest);
        Client client = new Client(credentials.nonce(), credentials.cnonce());
        long before = uses.getOrDefault(client, new Use(issued, 0)).count();
        if (!issued.isAfter(forgotten) || credentials.count() <= before) {
            return false;
        }
        uses.put(client, new Use(issued, credentials.count()));
        return true;
    }

    private void forget(Instant oldest) {
        Iterator<Use> first = uses.values().iterator();
        while (first.hasNext()) {
            Use use = first.next();
            boolean expired = use.issued().isBefore(oldest);
            if (!expired && uses.size() < most) {
                return;
            }
            if (!expired && use.issued().isAfter(forgotten)) {
                forgotten = use.issued();
            }
            first.remove();
        }
    }
}
