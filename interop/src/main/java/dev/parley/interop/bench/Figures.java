package dev.parley.interop.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** What was measured of one contender in one room, over all rounds. */
final class Figures {
    private static final double MILLI = 1e6;

    private final List<Double> rates = new ArrayList<>();
    private final Histogram latency = new Histogram(3);
    private final Histogram first = new Histogram(3);
    private int refusals;

    void flooded(Deliveries deliveries) {
        rates.add(deliveries.rate());
        refusals += deliveries.refusals();
    }

    void talked(Deliveries deliveries) {
        deliveries.addLatenciesTo(latency);
    }

    /** The first text after attaching: nothing is remembered yet of where the members' devices are. */
    void began(Deliveries deliveries) {
        deliveries.addLatenciesTo(first);
    }

    List<Double> rates() {
        return rates;
    }

    double medianRate() {
        return median(rates);
    }

    double p50() {
        return latency.getValueAtPercentile(50) / MILLI;
    }

    double p99() {
        return latency.getValueAtPercentile(99) / MILLI;
    }

    double firstP50() {
        return first.getValueAtPercentile(50) / MILLI;
    }

    int refusals() {
        return refusals;
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    static String milliseconds(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
