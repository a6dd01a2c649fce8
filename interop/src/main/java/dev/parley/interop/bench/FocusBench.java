package dev.parley.interop.bench;

import dev.parley.interop.Await;
import dev.parley.interop.asterisk.AsteriskInstall;
import dev.parley.interop.asterisk.AsteriskOptions;
import dev.parley.interop.asterisk.AsteriskServer;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Calls through the focus beside the same calls straight to the PBX, and texts to phones whose calls stand. */
final class FocusBench {
    private static final int WARM_UP = 1_000;
    private static final int IN_TURN = 300;
    private static final int AT_A_TIME = 10;
    private static final int ROUNDS = 5;
    private static final int STANDING = 2_000;
    private static final List<Integer> ROOMS = List.of(10, 100, 500);
    private static final int DELIVERIES = 10_000;

    private final PrintStream out;
    private final FocusCallers callers;

    private FocusBench(PrintStream out, FocusCallers callers) {
        this.out = out;
        this.callers = callers;
    }

    /** @return calls a second through the focus by those straight to Asterisk: the middle of all rounds */
    static double run(AsteriskInstall.Ready install, PrintStream out) throws IOException, InterruptedException {
        AsteriskOptions options = AsteriskOptions.standard().withGeneratedPhones(AT_A_TIME);
        try (FocusCallers callers = new FocusCallers();
                FocusPbx standIn = new FocusPbx();
                AsteriskServer asterisk = AsteriskServer.start(install, options)) {
            FocusBench bench = new FocusBench(out, callers);
            double ratio = bench.setUps(asterisk, standIn);
            try (FocusProcess fresh = new FocusProcess(standIn.address())) {
                bench.standing(standIn, fresh);
            }
            return ratio;
        }
    }

    private double setUps(AsteriskServer asterisk, FocusPbx standIn) throws IOException, InterruptedException {
        try (FocusProcess toAsterisk = new FocusProcess(asterisk.sipAddress());
                FocusProcess toStandIn = new FocusProcess(standIn.address())) {
            out.println("""
                    Calls set up and torn down: one at a time for the set-up time, %d at a time for the rate. The stand-in answers
                    every call at once, and shows what of it is Parley.

                    | PBX | | calls/s | set-up ms, p50 | p99 | CPU ms of Parley a call | failed |
                    | --- | --- | --: | --: | --: | --: | --: |""".formatted(AT_A_TIME));
            double ratio = calls("Asterisk", 300, asterisk.sipAddress(), toAsterisk);
            calls("stand-in", 2_000, standIn.address(), toStandIn);
            new SippBench(out, asterisk.sipAddress(), toAsterisk.address()).run();
            return ratio;
        }
    }

    private double calls(String pbx, int calls, InetSocketAddress server, FocusProcess focus)
            throws InterruptedException {
        new CallRounds(callers, server).atOnce(WARM_UP, AT_A_TIME);
        new CallRounds(callers, focus.address()).atOnce(WARM_UP, AT_A_TIME);
        CallRounds straight = new CallRounds(callers, server);
        CallRounds through = new CallRounds(callers, focus.address());
        for (int i = 0; i < IN_TURN; i++) {
            straight.alone();
            through.alone();
        }
        Duration cpu = Duration.ZERO;
        for (int round = 0; round < ROUNDS; round++) {
            straight.atOnce(calls, AT_A_TIME);
            Duration begun = focus.cpu();
            through.atOnce(calls, AT_A_TIME);
            cpu = cpu.plus(focus.cpu().minus(begun));
        }
        String each = String.format(Locale.ROOT, "%.2f", cpu.toNanos() / 1e6 / calls / ROUNDS);
        out.println(straight.row(pbx, "straight", ""));
        out.println(through.row(pbx, "through the focus", each));
        out.printf(Locale.ROOT, "| %s | added | | %.2f | | | |%n", pbx, through.setUp(50) - straight.setUp(50));
        through.failure().ifPresent(why -> System.err.println("a call through the focus failed: " + why));
        return through.rate() / straight.rate();
    }

    private void standing(FocusPbx standIn, FocusProcess focus) throws IOException, InterruptedException {
        long empty = focus.heap();
        List<FocusCallers.Up> calls = new ArrayList<>();
        for (int i = 1; i <= STANDING; i++) {
            calls.add(callers.call(focus.address(), "p" + i).join());
        }
        awaitCalls(focus, STANDING);
        long full = focus.heap();
        out.printf(
                Locale.ROOT,
                "%n%d standing calls in a heap of %d MB: %d MB in use, %d of them before the first; %.1f kB a call%n%n",
                STANDING,
                FocusProcess.HEAP_MB,
                full >> 20,
                empty >> 20,
                (full - empty) / 1e3 / STANDING);
        fanOut(standIn, focus, calls);
        calls.forEach(up -> callers.hangUp(up).join());
        awaitCalls(focus, 0);
    }

    private void fanOut(FocusPbx standIn, FocusProcess focus, List<FocusCallers.Up> calls)
            throws IOException, InterruptedException {
        out.println("""
                One text inside a call, one MESSAGE to each other phone whose call stands:

                | focus legs | | texts/s | deliveries/s | ms to a phone, p50 | p99 | CPU µs each | heap MB |
                | --: | --- | --: | --: | --: | --: | --: | --: |""");
        FanOut fanOut = new FanOut(callers, focus);
        int joined = 0;
        for (int legs : ROOMS) {
            for (; joined <= legs; joined++) {
                String user = calls.get(joined).user();
                focus.joined(user, standIn.callId(user));
            }
            List<FocusCallers.Up> members = calls.subList(0, legs + 1);
            int texts = Math.max(DELIVERIES / legs, 20);
            fanOut.measure(members, texts);
            out.println(fanOut.measure(members, texts).row("Parley"));
        }
        out.println();
    }

    private static void awaitCalls(FocusProcess focus, int wanted) {
        boolean so = Await.answer(
                        Duration.ofSeconds(30), () -> Optional.of(calls(focus)).filter(count -> count == wanted))
                .isPresent();
        if (!so) {
            throw new IllegalStateException(calls(focus) + " calls are in the focus, not " + wanted);
        }
    }

    private static int calls(FocusProcess focus) {
        try {
            return focus.calls();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
