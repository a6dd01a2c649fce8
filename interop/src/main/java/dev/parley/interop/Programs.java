package dev.parley.interop;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The programs of this machine. */
public final class Programs {
    private Programs() {}

    /** Whether it is in a folder of PATH. */
    public static boolean isInstalled(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
