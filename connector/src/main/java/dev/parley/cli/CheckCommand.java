package dev.parley.cli;

import dev.parley.config.Config;
import dev.parley.pbx.Finding;
import dev.parley.pbx.Finding.Severity;
import dev.parley.pbx.Inspection;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what is wrong before anybody has to find out in a conference. */
@Command(
        name = "check",
        description = "Read the configuration, look at the PBXs, and say what is wrong and what to write.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class CheckCommand implements Callable<Integer> {
    private final Function<Config, List<Inspection>> live;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(names = "--offline", description = "only the configuration: connect to no PBX")
    private boolean offline;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    CheckCommand(Function<Config, List<Inspection>> live) {
        this.live = live;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Optional<Config> loaded = config.load(out);
        return loaded.isEmpty() ? ExitCodes.PROBLEM : inspect(loaded.orElseThrow(), new FindingPrinter(out));
    }

    private int inspect(Config loaded, FindingPrinter printer) {
        Stream.concat(
                        Stream.concat(
                                Stream.of(new Finding(Severity.OK, config.file() + " is well written", "")),
                                ConfigInspection.of(loaded).stream()),
                        (offline ? List.<Inspection>of() : live.apply(loaded))
                                .stream().flatMap(inspection -> inspection.inspect().stream()))
                .forEach(printer::print);
        return printer.summary() ? ExitCodes.OK : ExitCodes.PROBLEM;
    }
}
