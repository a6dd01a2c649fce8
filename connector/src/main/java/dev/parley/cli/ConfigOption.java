package dev.parley.cli;

import dev.parley.config.Config;
import dev.parley.config.ConfigException;
import dev.parley.config.ConfigFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which configuration. */
final class ConfigOption {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            defaultValue = "${env:PARLEY_CONFIG:-config/parley.yaml}",
            description = "the configuration, by default $PARLEY_CONFIG or config/parley.yaml")
    private Path file = Path.of("config", "parley.yaml");

    Path file() {
        return file;
    }

    /** Empty if it cannot be used: then all that is wrong with it has been printed. */
    Optional<Config> load(PrintWriter complaints) {
        try {
            return Optional.of(ConfigFile.load(file, System.getenv()));
        } catch (ConfigException e) {
            e.errors().forEach(complaints::println);
            complaints.flush();
            return Optional.empty();
        }
    }
}
