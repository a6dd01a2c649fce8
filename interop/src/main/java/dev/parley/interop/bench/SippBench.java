package dev.parley.interop.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Calls of the real sipp through the focus, beside its calls straight to the PBX at the same offered load. */
final class SippBench {
    private static final int ROUNDS = 3;
    private static final List<SippScenario> CALLERS =
            List.of(new SippScenario("p1", Optional.empty()), new SippScenario("erin", Optional.of("erinsecret")));
    private static final List<SippLoad> LOADS =
            List.of(SippLoad.steady(10, 60), SippLoad.steady(100, 500), SippLoad.saturating(10, 1_000));

    private final PrintStream out;
    private final InetSocketAddress pbx;
    private final InetSocketAddress focus;

    /** @param focus where calls to that PBX are taken */
    SippBench(PrintStream out, InetSocketAddress pbx, InetSocketAddress focus) {
        this.out = out;
        this.pbx = pbx;
        this.focus = focus;
    }

    void run() throws IOException, InterruptedException {
        if (!SippCalls.isInstalled()) {
            out.println("\nNo calls by sipp: it is not installed. On Debian or Ubuntu: apt install sip-tester.\n");
            return;
        }
        out.println("""

                The same by sipp, set-up from the first INVITE to the 200:

                | calls offered | password | | calls/s | set-up ms, p50 | p99 | failed |
                | --- | --- | --- | --: | --: | --: | --: |""");
        for (SippScenario caller : CALLERS) {
            for (SippLoad load : LOADS) {
                compare(caller, load);
            }
        }
        out.println();
    }

    private void compare(SippScenario caller, SippLoad load) throws IOException, InterruptedException {
        SippCalls straight = new SippCalls(pbx, caller, load);
        SippCalls through = new SippCalls(focus, caller, load);
        for (int round = 0; round < ROUNDS; round++) {
            straight.round();
            through.round();
        }
        out.println(straight.row("straight"));
        out.println(through.row("through the focus"));
        out.printf(
                Locale.ROOT,
                "| | | through/straight | %.2f | %.2f, %+.2f ms | %.2f | |%n",
                through.rate() / straight.rate(),
                through.setUp(50) / straight.setUp(50),
                through.setUp(50) - straight.setUp(50),
                through.setUp(99) / straight.setUp(99));
    }
}
