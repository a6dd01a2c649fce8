package dev.parley.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A password that no log and no error message shows.
 *
 * @param file the file it stands in, if any, so that its access rights can be looked at
 */
public record Secret(String value, Optional<Path> file) {
    public Secret(String value) {
        this(value, Optional.empty());
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
