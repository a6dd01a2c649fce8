package dev.parley.interop.asterisk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads log files for the messages of failed tests. */
final class Logs {
    private Logs() {}

    static Stream<String> last(int lines, Path file) {
        try {
            List<String> all =
                    Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList();
            return all.stream().skip(Math.max(0, all.size() - lines));
        } catch (IOException e) {
            return Stream.of(file + ": " + e.getMessage());
        }
    }
}
