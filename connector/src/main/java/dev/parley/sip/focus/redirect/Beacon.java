package dev.parley.sip.focus.redirect;

import dev.parley.pbx.CallDoor;
import dev.parley.pbx.FocusAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Tells PBXs again and again that calls to rooms are taken here. One that has not heard it for a while keeps its calls: a call
 * that is sent to where nobody answers is lost.
 */
public final class Beacon implements AutoCloseable {
    static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration LAST_WORD = Duration.ofSeconds(2);

    /**
     * One PBX.
     *
     * @param focus where it sends calls to
     */
    public record Watcher(CallDoor pbx, FocusAddress focus) {}

    private final Map<String, Light> lights;
    private final List<Thread> threads = new ArrayList<>();

    /**
     * @param watchers by the names of their PBXs
     * @param takes whether calls are taken now
     */
    public Beacon(Map<String, Watcher> watchers, BooleanSupplier takes) {
        this(watchers, takes, EVERY);
    }

    Beacon(Map<String, Watcher> watchers, BooleanSupplier takes, Duration every) {
        this.lights = watchers.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        each -> new Light(each.getValue().pbx(), each.getValue().focus(), takes, every)));
    }

    /** One thread for each PBX, so that none waits for another. */
    public void open() {
        lights.forEach((pbx, light) ->
                threads.add(Thread.ofVirtual().name("focus-beacon-" + pbx).start(light)));
    }

    /** This PBX hears us from now on, and has heard nothing for a while. Does not block. */
    public void inSight(String pbx) {
        Optional.ofNullable(lights.get(pbx)).ifPresent(Light::flash);
    }

    /** Returns when the PBXs have been told, or do not answer. */
    @Override
    public void close() {
        lights.values().forEach(Light::putOut);
        try {
            for (Thread thread : threads) {
                thread.join(LAST_WORD);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
