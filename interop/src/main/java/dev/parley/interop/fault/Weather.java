package dev.parley.interop.fault;

import java.time.Duration;

/**
 * What a network does to datagrams.
 *
 * @param lost the share that never arrives, 0 to 1
 * @param repeated the share that arrives twice, 0 to 1
 * @param slowest each takes a time of its own up to this, so that later ones may arrive before earlier ones
 */
public record Weather(double lost, double repeated, Duration slowest) {
    public static final Weather FINE = new Weather(0, 0, Duration.ZERO);
}
