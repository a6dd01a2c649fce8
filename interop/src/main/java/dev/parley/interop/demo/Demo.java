package dev.parley.interop.demo;

import dev.parley.interop.asterisk.AsteriskInstall;
import dev.parley.interop.asterisk.AsteriskOptions;
import dev.parley.interop.asterisk.AsteriskServer;
import dev.parley.interop.asterisk.Release;
import dev.parley.interop.freeswitch.FreeSwitchInstall;
import dev.parley.interop.freeswitch.FreeSwitchServer;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows that it works, on this machine, with a real PBX. */
@Command(
        name = "parley demo",
        description = {
            "Start a real Asterisk with the shipped dialplan, Parley beside it, and three phones that chat in room 3001. "
                    + "Then the room stays open for your own softphone, until Ctrl-C.",
            "Uses the Asterisk that is installed, else that of Debian sid in a folder of its own, which takes root, a "
                    + "network and half a minute the first time. Everything listens on 127.0.0.1 only.",
            "With --pbx freeswitch, the FreeSWITCH whose prefix stands in PARLEY_FREESWITCH."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            Demo.OK + ":every phone read just what it should, once and in order",
            Demo.WRONG + ":one did not, and the difference is printed; or something did not start",
            CommandLine.ExitCode.USAGE + ":the command line is wrong",
            Demo.NO_PBX + ":there is no such PBX to be had; the reason is printed"
        })
public final class Demo implements Callable<Integer> {
    static final int OK = 0;
    static final int WRONG = 1;
    static final int NO_PBX = 3;

    /** Long enough for a second copy to come, were there one. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    private final PrintStream out;
    private final Progress progress;

    @Option(names = "--once", description = "end after the chat; the exit code says how it went")
    private boolean once;

    @Option(
            names = "--asterisk",
            paramLabel = "16|22",
            description = "this release, by default an installed one from 16 on or else 22")
    private Optional<Integer> major = Optional.empty();

    private enum Kind {
        asterisk,
        freeswitch
    }

    @Option(names = "--pbx", paramLabel = "asterisk|freeswitch", description = "which one, by default asterisk")
    private Kind pbx = Kind.asterisk;

    private enum InDialog {
        scribe
    }

    @Option(
            names = "--in-dialog",
            paramLabel = "scribe",
            description =
                    "on Asterisk: the three write inside their calls, and Parley's silent leg brings it to the others")
    private Optional<InDialog> inDialog = Optional.empty();

    @Option(
            names = "--focus",
            description = "the three call through Parley, chat inside their calls, and are told who comes and goes")
    private boolean focus;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    Demo(PrintStream out) {
        this.out = out;
        this.progress = new Progress(out);
    }

    /** For the shell. */
    public static void main(String[] args) {
        // Parley's own log would stand between the lines of the demo. Who sets the level wants it there.
        if (System.getenv("PARLEY_LOG_LEVEL") == null) {
            System.setProperty("PARLEY_LOG_LEVEL", "ERROR");
        }
        // The conversation is not ASCII, whatever the locale of this shell says.
        var stdout = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.exit(run(stdout, args));
    }

    static int run(PrintStream out, String... args) {
        return new CommandLine(new Demo(out))
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler((e, line, result) -> {
                    line.getErr().println("parley demo: " + e.getMessage());
                    return WRONG;
                })
                .execute(args);
    }

    @Override
    public Integer call() throws Exception {
        if (focus && inDialog.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--focus and --in-dialog do not go together: texts inside calls come to Parley by either.");
        }
        return switch (pbx) {
            case asterisk -> onAsterisk();
            case freeswitch -> onFreeSwitch();
        };
    }

    private int onFreeSwitch() throws InterruptedException {
        if (inDialog.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--in-dialog is for Asterisk: FreeSWITCH hands texts inside calls over by itself.");
        }
        Optional<FreeSwitchInstall> install = FreeSwitchInstall.find();
        if (install.isEmpty()) {
            out.println("There is no FreeSWITCH for the demo. Set " + FreeSwitchInstall.VARIABLE
                    + " to the prefix of an installed one, for example /usr/local/freeswitch.");
            return NO_PBX;
        }
        List<String> people =
                Stream.concat(Conversation.PEOPLE.stream(), Stream.of("dave")).toList();
        FreeSwitchServer server = progress.during(
                "Starting FreeSWITCH with the files in dialplan/freeswitch",
                () -> FreeSwitchServer.start(install.get(), people));
        return perform(focus ? FocusVenue.before(server) : new FreeSwitchVenue(server));
    }

    private int onAsterisk() throws InterruptedException {
        AsteriskInstall found = progress.during("Looking for an Asterisk", this::find);
        return switch (found) {
            case AsteriskInstall.Ready ready -> perform(venue(start(ready)));
            case AsteriskInstall.Unavailable none -> {
                out.println("There is no Asterisk for the demo. " + none.reason());
                yield NO_PBX;
            }
        };
    }

    private Venue venue(AsteriskServer asterisk) {
        return focus ? FocusVenue.before(asterisk) : new AsteriskVenue(asterisk, inDialog.isPresent());
    }

    private AsteriskInstall find() {
        try {
            return major.map(this::release).map(AsteriskInstall::find).orElseGet(AsteriskInstall::findAny);
        } catch (UncheckedIOException e) {
            return new AsteriskInstall.Unavailable(String.valueOf(e.getMessage()) + ": " + e.getCause());
        }
    }

    private Release release(int major) {
        return Stream.of(Release.values())
                .filter(release -> release.major() == major)
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "There is no demo with Asterisk " + major + ": write 16 or 22."));
    }

    private AsteriskServer start(AsteriskInstall.Ready install) {
        return progress.during(
                "Starting Asterisk " + install.version() + " with the dialplan in dialplan/asterisk",
                () -> AsteriskServer.start(install, AsteriskOptions.standard()));
    }

    private int perform(Venue venue) throws InterruptedException {
        try (Stage stage = Stage.open(venue, progress)) {
            List<Line> lines = stage.conversation().lines();
            progress.say(
                    focus
                            ? "alice, bob and carol call room " + Stage.ROOM + " through Parley and subscribe to it"
                            : "alice, bob and carol register and call room " + Stage.ROOM);
            Conversation.PEOPLE.forEach(stage::enter);
            progress.say("They write to each other: " + lines.size() + " texts");
            boolean allRead = lines.stream().allMatch(stage::say);
            progress.say(allRead ? "All has been read" : "A text was not read within 10 s");
            Thread.sleep(QUIET);
            boolean told = !stage.isFocus() || new Comings(stage, progress).areSeen();
            boolean good = report(stage) && told;
            if (!once) {
                Visitors visitors = new Visitors(stage, out);
                visitors.invite();
                visitors.watch();
            }
            return good ? OK : WRONG;
        }
    }

    private boolean report(Stage stage) {
        out.println();
        out.println(stage.ladder());
        List<Verdict> verdicts = Conversation.PEOPLE.stream()
                .map(person -> new Verdict(person, stage.conversation().readBy(person), stage.readBy(person)))
                .toList();
        verdicts.forEach(verdict -> out.println(verdict.told()));
        return verdicts.stream().allMatch(Verdict::isGood);
    }
}
