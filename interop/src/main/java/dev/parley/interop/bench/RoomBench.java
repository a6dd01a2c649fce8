package dev.parley.interop.bench;

import dev.parley.interop.asterisk.AsteriskInstall;
import dev.parley.interop.asterisk.AsteriskOptions;
import dev.parley.interop.asterisk.AsteriskServer;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Rooms of growing size on a real Asterisk; Parley and the bare client take turns. */
final class RoomBench {
    private static final List<Integer> SIZES = List.of(10, 50, 200);
    private static final int ROUNDS = 3;
    private static final int DELIVERIES = 30_000;
    /** Enough to keep Asterisk busy while an answer is on its way. */
    private static final int UNDER_WAY = 600;
    /** With more texts on their way in, Asterisk's own queues overflow and it refuses some. */
    private static final int MOST_TEXTS_UNDER_WAY = 26;

    private static final int MOST_ALONE = 40;
    private static final int WARM_UP = 500;

    private final AsteriskInstall.Ready install;
    private final PrintStream out;

    RoomBench(AsteriskInstall.Ready install, PrintStream out) {
        this.install = install;
        this.out = out;
    }

    List<RoomResult> run() throws Exception {
        int most = SIZES.getLast();
        var options = AsteriskOptions.standard().withGeneratedPhones(most);
        try (AsteriskServer asterisk = AsteriskServer.start(install, options);
                var sink = new SipSink(asterisk.sipAddress())) {
            var crowd = new Crowd(sink, asterisk);
            var parley = new ParleyContender(asterisk);
            var bare = new BareContender(asterisk, sink);
            var talk = new Talk(crowd, sink);
            List<RoomResult> results = new ArrayList<>();
            for (int size : SIZES) {
                crowd.growTo(size);
                for (Contender contender : List.of(parley, bare, parley, bare)) {
                    round(contender, size, talk, new Figures()); // for the compiler
                }
                results.add(rounds(size, parley, bare, talk));
            }
            return results;
        }
    }

    private RoomResult rounds(int size, Contender parley, Contender bare, Talk talk) throws Exception {
        var result = new RoomResult(size, new Figures(), new Figures());
        for (int round = 0; round < ROUNDS; round++) {
            boolean parleyFirst = round % 2 == 0;
            if (parleyFirst) {
                round(parley, size, talk, result.parley());
            }
            round(bare, size, talk, result.bare());
            if (!parleyFirst) {
                round(parley, size, talk, result.parley());
            }
        }
        out.printf(
                "%d members: %d rounds each, %d and %d texts refused by a busy Asterisk and said again%n",
                size, ROUNDS, result.parley().refusals(), result.bare().refusals());
        return result;
    }

    private static void round(Contender contender, int size, Talk talk, Figures figures) throws Exception {
        int copies = size - 1;
        int window = Math.clamp(UNDER_WAY / copies, 2, MOST_TEXTS_UNDER_WAY);
        Contender.Attached attached = contender.attach(size);
        try (attached) {
            figures.began(talk.oneByOne(1));
            talk.flood(Math.ceilDiv(WARM_UP, copies), window);
            figures.talked(talk.oneByOne(Math.min(MOST_ALONE, Math.ceilDiv(DELIVERIES, copies))));
            figures.flooded(talk.flood(Math.ceilDiv(DELIVERIES, copies), window));
        }
    }
}
