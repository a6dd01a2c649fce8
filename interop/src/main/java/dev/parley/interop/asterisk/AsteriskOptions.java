package dev.parley.interop.asterisk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What differs between the servers of tests, demo and benchmarks. */
public record AsteriskOptions(Path dialplan, Door door, int generatedPhones, Map<String, String> globals) {

    public AsteriskOptions {
        globals = Map.copyOf(globals);
    }

    /** The UserEvent door, no generated phones, and the dialplan folder of this project. */
    public static AsteriskOptions standard() {
        return new AsteriskOptions(dialplanAbove(Path.of("").toAbsolutePath()), new Door.UserEvent(), 0, Map.of());
    }

    public AsteriskOptions withDialplan(Path folder) {
        return new AsteriskOptions(folder, door, generatedPhones, globals);
    }

    public AsteriskOptions withDoor(Door other) {
        return new AsteriskOptions(dialplan, other, generatedPhones, globals);
    }

    /** Endpoints p1 to pN beside alice, bob, carol, dave and erin. */
    public AsteriskOptions withGeneratedPhones(int count) {
        return new AsteriskOptions(dialplan, door, count, globals);
    }

    /** More global variables of the dialplan. */
    public AsteriskOptions withGlobals(Map<String, String> more) {
        return new AsteriskOptions(dialplan, door, generatedPhones, more);
    }

    private static Path dialplanAbove(Path start) {
        return Stream.iterate(Optional.of(start), Optional::isPresent, path -> path.map(Path::getParent))
                .flatMap(Optional::stream)
                .map(folder -> folder.resolve("dialplan/asterisk"))
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "dialplan/asterisk is in none of the folders above " + start + ": run inside the project"));
    }
}
