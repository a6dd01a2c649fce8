package dev.parley.cli;

import dev.parley.Parley;
import dev.parley.config.Config;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs until it is told to end. */
@Command(
        name = "run",
        description =
                "Attach to the PBXs and carry texts until SIGTERM or Ctrl-C; what was accepted still goes out then.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class RunCommand implements Callable<Integer> {
    @Mixin
    private ConfigOption config = new ConfigOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Optional<Config> loaded = config.load(spec.commandLine().getErr());
        if (loaded.isEmpty()) {
            return ExitCodes.PROBLEM;
        }
        try (Parley parley = Parley.start(loaded.orElseThrow())) {
            Runtime.getRuntime().addShutdownHook(new Thread(parley::close, "shutdown"));
            parley.await();
        }
        return ExitCodes.OK;
    }
}
