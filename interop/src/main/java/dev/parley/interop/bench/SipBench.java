package dev.parley.interop.bench;

import dev.parley.interop.bench.SipRunner.Of;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** One MESSAGE in, one for each member out, over UDP: Parley beside the SIP stack that it stands on. */
final class SipBench {
    private static final List<Integer> ROOMS = List.of(10, 100, 1_000);
    private static final int ROUNDS = 5;

    private SipBench() {}

    /** @return CPU time of a delivery, Parley's by the bare stack's: the middle of all rounds of all rooms */
    static double run(PrintStream out) throws IOException, InterruptedException {
        List<Double> ratios = new ArrayList<>();
        try (SipRunner parley = new SipRunner(Of.PARLEY);
                SipRunner bare = new SipRunner(Of.BARE)) {
            parley.warmUp();
            bare.warmUp();
            out.println("""
                    | members | | texts/s | deliveries/s | ms to a member, p50 | p99 | CPU µs each | heap MB |
                    | --: | --- | --: | --: | --: | --: | --: | --: |""");
            for (int members : ROOMS) {
                List<SipFigures> ours = new ArrayList<>();
                List<SipFigures> theirs = new ArrayList<>();
                for (int round = 0; round < ROUNDS; round++) {
                    ours.add(parley.measure(members));
                    theirs.add(bare.measure(members));
                    ratios.add(ours.getLast().cpuMicros() / theirs.getLast().cpuMicros());
                }
                out.println(middle(ours).row("Parley"));
                out.println(middle(theirs).row("bare"));
            }
        }
        return Figures.median(ratios);
    }

    private static SipFigures middle(List<SipFigures> rounds) {
        return rounds.stream()
                .sorted((a, b) -> Double.compare(a.cpuMicros(), b.cpuMicros()))
                .skip(rounds.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
