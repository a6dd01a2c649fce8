package dev.parley.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the secret from the one place that is named for it: the file itself, a file of its own, or the environment. */
final class SecretReader {
    static final List<String> PLACES = List.of("secret", "secret-file", "secret-env");

    private final Path home;
    private final Optional<Path> file;
    private final Map<String, String> env;

    /**
     * @param home where relative names begin
     * @param file the configuration, if it is a file
     */
    SecretReader(Path home, Optional<Path> file, Map<String, String> env) {
        this.home = home;
        this.file = file;
        this.env = env;
    }

    /** Whether the section has a secret in any of the places; it need not be readable. */
    static boolean isIn(Section section) {
        return !named(section, PLACES).isEmpty();
    }

    Optional<Secret> read(Section section) {
        return read(section, "");
    }

    /** @param prefix of the keys, where a section has more than one secret */
    Optional<Secret> read(Section section, String prefix) {
        List<String> places = PLACES.stream().map(place -> prefix + place).toList();
        List<String> named = named(section, places);
        if (named.isEmpty()) {
            section.wrong(
                    places.getFirst(),
                    "is missing.",
                    "Write the secret that Parley logs in with, or name its place: " + places.get(1) + " or "
                            + places.get(2) + ".");
        }
        if (named.size() > 1) {
            section.wrong(
                    named.get(1),
                    "there is a " + named.get(0) + " too.",
                    "Keep one of " + String.join(", ", named) + ".");
        }
        return Stream.of(
                        section.get(places.getFirst(), Kinds.secret()).map(value -> new Secret(value, file)),
                        section.get(places.get(1), this::fromFile),
                        section.get(places.get(2), this::fromEnvironment))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static List<String> named(Section section, List<String> places) {
        return places.stream().filter(section::has).toList();
    }

    private Secret fromFile(String name) throws Unfit {
        Path path = Kinds.path(home).read(name);
        try {
            return new Secret(Kinds.secret().read(Texts.read(path).strip()), Optional.of(path));
        } catch (Unfit unfit) {
            throw new Unfit(path + ": " + unfit.wrong(), unfit.write());
        }
    }

    private Secret fromEnvironment(String name) throws Unfit {
        Optional<String> value = Optional.ofNullable(env.get(name));
        if (value.isEmpty()) {
            throw new Unfit(
                    Words.quoted(name) + " is not in the environment.",
                    "Set it where Parley is started, for example in the service's EnvironmentFile.");
        }
        return new Secret(Kinds.secret().read(value.orElseThrow().strip()));
    }
}
