package dev.parley.interop.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Events read and commands answered per second, by our client of the event socket and by another one. */
final class EslBench {
    private static final int ROUNDS = 5;
    private static final int REPEATED = 500;
    private static final int THREADS = 8;
    private static final int COMMANDS_PER_THREAD = 8_000;

    private EslBench() {}

    interface Echo {
        String ask(String word) throws Exception;
    }

    private record Figures(double events, double commands, long wrong) {}

    /** @return how many times the other's rate ours is, the lower one of events and commands */
    static double run(PrintStream out) throws Exception {
        List<Figures> ours = new ArrayList<>();
        List<Figures> theirs = new ArrayList<>();
        try (ThingscloudEsl other = new ThingscloudEsl()) {
            for (int i = 0; i <= ROUNDS; i++) {
                Figures own = measured(new OwnEsl());
                Figures its = measured(other);
                if (i > 0) { // the first one warms up
                    ours.add(own);
                    theirs.add(its);
                }
            }
        }
        Figures own = median(ours);
        Figures its = median(theirs);
        out.println("| client | events/s | commands/s, " + THREADS + " threads | wrong results |");
        out.println("|---|---|---|---|");
        row(out, "freeswitch-esl-client", own);
        row(out, "thingscloud 2.2.0", its);
        out.printf(
                "%nevents: %.2f times, commands: %.2f times%n",
                own.events() / its.events(), own.commands() / its.commands());
        return Math.min(own.events() / its.events(), own.commands() / its.commands());
    }

    private static Figures measured(EslContender client) throws Exception {
        try (EslReplay server = new EslReplay(REPEATED)) {
            EslTally events = new EslTally(server, server.count());
            client.events(server, events);
            EslTally commands = new EslTally(server, THREADS * COMMANDS_PER_THREAD);
            try (EslReplay another = new EslReplay(1)) {
                client.commands(another, commands);
            }
            return new Figures(events.perSecond(), commands.perSecond(), events.wrong() + commands.wrong());
        }
    }

    static void askFromThreads(EslTally tally, Echo echo) throws InterruptedException {
        tally.start();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int first = i * COMMANDS_PER_THREAD;
            threads.add(Thread.ofPlatform().start(() -> ask(tally, echo, first)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void ask(EslTally tally, Echo echo, int first) {
        for (int i = first; i < first + COMMANDS_PER_THREAD; i++) {
            try {
                tally.answer(i, echo.ask("word-" + i).strip().equals("word-" + i));
            } catch (Exception e) {
                tally.answer(i, false);
            }
        }
    }

    private static Figures median(List<Figures> rounds) {
        return new Figures(
                middle(rounds.stream().map(Figures::events).toList()),
                middle(rounds.stream().map(Figures::commands).toList()),
                rounds.stream().mapToLong(Figures::wrong).sum());
    }

    private static double middle(List<Double> values) {
        return values.stream().sorted(Comparator.naturalOrder()).toList().get(values.size() / 2);
    }

    private static void row(PrintStream out, String name, Figures figures) {
        out.printf("| %s | %,.0f | %,.0f | %,d |%n", name, figures.events(), figures.commands(), figures.wrong());
    }
}
