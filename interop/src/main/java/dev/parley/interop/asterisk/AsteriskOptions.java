package dev.parley.interop.asterisk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What differs between the servers of tests, demo and benchmarks.
 *
 * @param globals more global variables of the dialplan
 * @param focusPhones whether the phones' endpoints have the lines that the product ships for calls through its focus
 * @param phoneLines more lines of the phones' endpoints
 */
public record AsteriskOptions(
        Path dialplan,
        Door door,
        int generatedPhones,
        Map<String, String> globals,
        boolean focusPhones,
        List<String> phoneLines) {

    public AsteriskOptions {
        globals = Map.copyOf(globals);
        phoneLines = List.copyOf(phoneLines);
    }

    /** The UserEvent door, no generated phones, and the dialplan folder of this project. */
    public static AsteriskOptions standard() {
        return new AsteriskOptions(
                dialplanAbove(Path.of("").toAbsolutePath()), new Door.UserEvent(), 0, Map.of(), false, List.of());
    }

    public AsteriskOptions withDialplan(Path folder) {
        return new AsteriskOptions(folder, door, generatedPhones, globals, focusPhones, phoneLines);
    }

    public AsteriskOptions withDoor(Door other) {
        return new AsteriskOptions(dialplan, other, generatedPhones, globals, focusPhones, phoneLines);
    }

    /** Endpoints p1 to pN beside alice, bob, carol, dave and erin. */
    public AsteriskOptions withGeneratedPhones(int count) {
        return new AsteriskOptions(dialplan, door, count, globals, focusPhones, phoneLines);
    }

    /** More global variables of the dialplan. */
    public AsteriskOptions withGlobals(Map<String, String> more) {
        return new AsteriskOptions(dialplan, door, generatedPhones, more, focusPhones, phoneLines);
    }

    public AsteriskOptions withFocusPhones() {
        return new AsteriskOptions(dialplan, door, generatedPhones, globals, true, phoneLines);
    }

    public AsteriskOptions withPhoneLines(String... lines) {
        return new AsteriskOptions(dialplan, door, generatedPhones, globals, focusPhones, List.of(lines));
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
