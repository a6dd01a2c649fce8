package dev.parley.interop.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Both contenders in a room of one size. */
record RoomResult(int members, Figures parley, Figures bare) {
    static final String HEAD = """
            | members | deliveries/s: Parley | bare | Parley/bare | ms, one text at a time, p50: Parley | bare | added | p99: Parley | bare | first text p50: Parley | bare |
            | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |""";

    /** Each round's Parley against the bare client right beside it, so that a busy machine slows both. */
    double ratio() {
        return Figures.median(IntStream.range(0, parley.rates().size())
                .mapToObj(round -> parley.rates().get(round) / bare.rates().get(round))
                .toList());
    }

    static double ratio(List<RoomResult> rooms) {
        return Figures.median(rooms.stream().map(RoomResult::ratio).toList());
    }

    String row() {
        return String.format(
                Locale.ROOT,
                "| %d | %.0f | %.0f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f |",
                members,
                parley.medianRate(),
                bare.medianRate(),
                ratio(),
                parley.p50(),
                bare.p50(),
                parley.p50() - bare.p50(),
                parley.p99(),
                bare.p99(),
                parley.firstP50(),
                bare.firstP50());
    }
}
