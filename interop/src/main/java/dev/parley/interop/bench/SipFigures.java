package dev.parley.interop.bench;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What one contender did in a room of one size.
 *
 * @param nanos for all texts together, some at a time
 * @param cpuNanos of its process meanwhile
 * @param heap megabytes in use afterwards
 */
record SipFigures(int texts, int members, long nanos, long cpuNanos, Histogram latency, long heap) {
    double deliveriesPerSecond() {
        return texts * (double) members / (nanos / 1e9);
    }

    double cpuMicros() {
        return cpuNanos / 1e3 / texts / members;
    }

    String row(String who) {
        return String.format(
                Locale.ROOT,
                "| %d | %s | %.0f | %.0f | %.2f | %.2f | %.0f | %d |",
                members,
                who,
                deliveriesPerSecond() / members,
                deliveriesPerSecond(),
                latency.getValueAtPercentile(50) / 1e6,
                latency.getValueAtPercentile(99) / 1e6,
                cpuMicros(),
                heap);
    }
}
