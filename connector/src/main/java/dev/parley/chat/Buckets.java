package dev.parley.chat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A token bucket per key. A bucket that is full again is forgotten, so memory follows who spoke lately. */
public final class Buckets<K> {
    private record Bucket(double tokens, Instant at) {}

    private final Rate rate;
    private final Map<K, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    public Buckets(Rate rate) {
        this.rate = rate;
    }

    /** Takes one token of the key's, if it has one now. */
    public synchronized boolean take(K key, Instant now) {
        forgetFull(now);
        double tokens = tokens(buckets.getOrDefault(key, new Bucket(rate.burst(), now)), now);
        boolean granted = tokens >= 1;
        buckets.put(key, new Bucket(granted ? tokens - 1 : tokens, now));
        return granted;
    }

    private double tokens(Bucket bucket, Instant now) {
        double since = Math.max(0, Duration.between(bucket.at(), now).toNanos() / 1e9);
        return Math.min(rate.burst(), bucket.tokens() + since * rate.perSecond());
    }

    /** In the order of last use the first ones are the ones that fill up first. */
    private void forgetFull(Instant now) {
        var leastUsed = buckets.entrySet().iterator();
        while (leastUsed.hasNext() && tokens(leastUsed.next().getValue(), now) >= rate.burst()) {
            leastUsed.remove();
        }
    }
}
