package dev.parley.interop.freeswitch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** An installed FreeSWITCH, named by its prefix in {@code PARLEY_FREESWITCH}; no registry has one. */
public record FreeSwitchInstall(Path program) {
    public static final String VARIABLE = "PARLEY_FREESWITCH";

    public static Optional<FreeSwitchInstall> find() {
        return Optional.ofNullable(System.getenv(VARIABLE))
                .filter(prefix -> !prefix.isBlank())
                .map(prefix -> Path.of(prefix, "bin", "freeswitch"))
                .filter(Files::isExecutable)
                .map(FreeSwitchInstall::new);
    }
}
