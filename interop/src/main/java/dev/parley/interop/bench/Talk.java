package dev.parley.interop.bench;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Lets the first phone of the crowd write texts, and waits until every other member has each of them. */
final class Talk {
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final long SILENT_NANOS = Duration.ofSeconds(2).toNanos();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BREATH = Duration.ofMillis(5);

    private final Crowd crowd;
    private final SipSink sink;
    private int numbers;

    Talk(Crowd crowd, SipSink sink) {
        this.crowd = crowd;
        this.sink = sink;
    }

    /** As fast as texts get through, with so many of them under way. */
    Deliveries flood(int texts, int window) throws InterruptedException {
        Deliveries deliveries = next(texts, window);
        for (int i = 0; i < texts; i++) {
            await(deliveries, 1, i);
            say(deliveries, i);
        }
        await(deliveries, window, texts);
        return deliveries;
    }

    /** One at a time, each after the one before has reached everybody. */
    Deliveries oneByOne(int texts) throws InterruptedException {
        Deliveries deliveries = next(texts, 1);
        for (int i = 0; i < texts; i++) {
            await(deliveries, 1, i);
            TimeUnit.NANOSECONDS.sleep(BREATH.toNanos());
            say(deliveries, i);
        }
        await(deliveries, 1, texts);
        return deliveries;
    }

    private Deliveries next(int texts, int window) {
        Deliveries deliveries = new Deliveries(numbers, texts, crowd.size(), window);
        numbers += texts;
        sink.expect(deliveries);
        return deliveries;
    }

    private void say(Deliveries deliveries, int index) {
        deliveries.sending(index);
        crowd.say(deliveries, index);
    }

    /** Says again what Asterisk refused, or what got lost before it. */
    private void await(Deliveries deliveries, int places, int said) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!deliveries.window().tryAcquire(places, LOOK.toNanos(), TimeUnit.NANOSECONDS)) {
            deliveries.takeRefused().forEach(index -> crowd.say(deliveries, index));
            if (System.nanoTime() > end) {
                throw new IllegalStateException("texts did not get through within " + PATIENCE);
            }
            for (int i = 0; i < said; i++) {
                if (deliveries.isUntouched(i, SILENT_NANOS)) {
                    crowd.say(deliveries, i);
                }
            }
        }
    }
}
