package dev.parley.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The configuration as a YAML file. */
public final class ConfigFile {
    private ConfigFile() {}

    /**
     * Reads a file and what it names.
     *
     * @param env for secrets that are kept there
     * @throws ConfigException with all that is wrong at once
     */
    public static Config load(Path file, Map<String, String> env) throws ConfigException {
        Reading reading = new Reading(file.toString());
        try {
            Path home = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
            return read(reading, Texts.read(file), home, Optional.of(file), env);
        } catch (Unfit unfit) {
            throw new ConfigException(List.of(new ConfigError(file.toString(), 0, "", unfit.wrong(), unfit.write())));
        }
    }

    /**
     * Reads a text.
     *
     * @param name what the text is called in errors; file names in the text are relative to the working directory
     */
    public static Config parse(String name, String text, Map<String, String> env) throws ConfigException {
        return read(new Reading(name), text, Path.of(""), Optional.empty(), env);
    }

    /** Everything but the PBXs as it is when nothing is written. */
    public static Config defaults(List<? extends PbxConfig> pbxs) {
        Reading reading = new Reading("");
        Config config = reader(reading, Path.of(""), Optional.empty(), Map.of()).read(Section.empty(reading, "", 0));
        return new Config(
                List.copyOf(pbxs),
                config.links(),
                config.chat(),
                config.trace(),
                config.admin(),
                config.sip(),
                config.profiles());
    }

    /** Every key that a text with these sections could have. */
    static Set<String> keys(String text) {
        Reading reading = new Reading("");
        Yaml.read(reading, text).ifPresent(reader(reading, Path.of(""), Optional.empty(), Map.of())::read);
        return reading.keys();
    }

    private static Config read(Reading reading, String text, Path home, Optional<Path> file, Map<String, String> env)
            throws ConfigException {
        Optional<Config> config = Yaml.read(reading, text).map(reader(reading, home, file, env)::read);
        reading.throwIfWrong();
        return config.orElseThrow();
    }

    private static ConfigReader reader(Reading reading, Path home, Optional<Path> file, Map<String, String> env) {
        return new ConfigReader(reading, home, new SecretReader(home, file, env));
    }
}
