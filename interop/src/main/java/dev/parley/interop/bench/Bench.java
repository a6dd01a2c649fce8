package dev.parley.interop.bench;

import dev.parley.interop.asterisk.AsteriskInstall;
import dev.parley.interop.asterisk.Release;
import dev.parley.interop.freeswitch.FreeSwitchInstall;
import java.util.List;
import java.util.Optional;

/** {@code parley bench}: how fast Parley is, beside the bare PBX. It measures and prints; it does not judge. */
public final class Bench {
    private static final int USAGE = 2;
    private static final int NO_PBX = 3;
    private static final String MACHINE = Runtime.getRuntime().availableProcessors() + " processors, Java "
            + Runtime.version().feature();
    private static final String HOW = """
            Usage: parley bench asterisk|freeswitch|esl|sip|focus

              asterisk   rooms of a real Asterisk: Parley beside a bare AMI client, memory, a burst of events
              freeswitch rooms of the FreeSWITCH in PARLEY_FREESWITCH: Parley beside a bare event socket
              esl        FreeSWITCH's event socket: our client beside another one, on the same replayed bytes
              sip        one MESSAGE in, 10 to 1,000 out: Parley's SIP side beside the stack that it stands on
              focus      calls through Parley beside the same calls straight to a real Asterisk, by callers of its own and
                         by sipp, 2,000 standing calls, texts to 10, 100 and 500 phones in such calls
            """;

    private Bench() {}

    public static void main(String[] args) throws Exception {
        // Before the first logger is made: a line for every text would tear the tables.
        System.setProperty("PARLEY_LOG_LEVEL", "WARN");
        System.exit(run(List.of(args)));
    }

    private static int run(List<String> args) throws Exception {
        return switch (String.join(" ", args)) {
            case "asterisk" -> asterisk();
            case "freeswitch" -> freeswitch();
            case "esl" -> esl();
            case "sip" -> sip();
            case "focus" -> focus();
            default -> {
                System.err.print(HOW);
                yield USAGE;
            }
        };
    }

    private static int freeswitch() throws Exception {
        Optional<FreeSwitchInstall> install = FreeSwitchInstall.find();
        if (install.isEmpty()) {
            System.err.println("There is no FreeSWITCH to measure: set " + FreeSwitchInstall.VARIABLE
                    + " to the prefix of an installed one.");
            return NO_PBX;
        }
        System.out.println("Parley beside a bare event socket, " + MACHINE + "\n");
        System.out.printf("%nratio parley/bare: %.2f%n", FreeSwitchBench.run(install.get(), System.out));
        return 0;
    }

    private static int esl() throws Exception {
        System.out.println("Clients of FreeSWITCH's event socket on the same replayed bytes, " + MACHINE + "\n");
        System.out.printf("%nratio freeswitch-esl-client/thingscloud: %.2f%n", EslBench.run(System.out));
        return 0;
    }

    private static int sip() throws Exception {
        System.out.println("Parley's SIP side beside bare jain-sip, " + MACHINE + "\n");
        System.out.printf("%nratio parley/bare: %.2f%n", SipBench.run(System.out));
        return 0;
    }

    private static int focus() throws Exception {
        return switch (AsteriskInstall.find(Release.SID)) {
            case AsteriskInstall.Ready install -> {
                System.out.println("Calls through the focus, " + install.version() + ", " + MACHINE + "\n");
                System.out.printf("ratio through/straight: %.2f%n", FocusBench.run(install, System.out));
                yield 0;
            }
            case AsteriskInstall.Unavailable none -> {
                System.err.println("There is no Asterisk to measure: " + none.reason());
                yield NO_PBX;
            }
        };
    }

    private static int asterisk() throws Exception {
        return switch (AsteriskInstall.find(Release.SID)) {
            case AsteriskInstall.Ready install -> {
                asterisk(install);
                yield 0;
            }
            case AsteriskInstall.Unavailable none -> {
                System.err.println("There is no Asterisk to measure: " + none.reason());
                yield NO_PBX;
            }
        };
    }

    private static void asterisk(AsteriskInstall.Ready install) throws Exception {
        System.out.println("Parley beside a bare AMI client, " + install.version() + ", " + MACHINE + "\n");
        List<RoomResult> rooms = new RoomBench(install, System.out).run();
        System.out.println("\n" + RoomResult.HEAD);
        rooms.stream().map(RoomResult::row).forEach(System.out::println);
        System.out.println();
        MirrorBench.run(System.out);
        System.out.printf("%nratio parley/bare: %.2f%n", RoomResult.ratio(rooms));
    }
}
