package dev.parley.interop.asterisk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** An Asterisk that can be run here, or the reason why there is none. */
public sealed interface AsteriskInstall {

    /** It runs, and this is how. */
    record Ready(String version, Runner runner) implements AsteriskInstall {}

    /** There is none; the reason says what to do about it. */
    record Unavailable(String reason) implements AsteriskInstall {}

    /** The installed Asterisk if it is of this release, else a Debian with it in the cache folder, built when missing. */
    static AsteriskInstall find(Release release) {
        return installed()
                .filter(ready -> major(ready.version()) == release.major())
                .<AsteriskInstall>map(ready -> ready)
                .orElseGet(() -> new DebianRoot(cacheFolder().resolve(release.folder()), release.suite()).ready());
    }

    /** Any installed Asterisk from 16 on, else the newest release. */
    static AsteriskInstall findAny() {
        return installed()
                .filter(ready -> major(ready.version()) >= Release.BULLSEYE.major())
                .<AsteriskInstall>map(ready -> ready)
                .orElseGet(() -> find(Release.SID));
    }

    /** Where built systems are kept: PARLEY_CACHE, else parley in the user's cache folder. */
    static Path cacheFolder() {
        return Optional.ofNullable(System.getenv("PARLEY_CACHE"))
                .map(Path::of)
                .orElseGet(() -> Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                        .map(Path::of)
                        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                        .resolve("parley"));
    }

    private static Optional<Ready> installed() {
        if (!Files.isExecutable(Path.of("/usr/sbin/asterisk"))) {
            return Optional.empty();
        }
        Runner runner = Runner.onThisSystem();
        return runner.version().map(version -> new Ready(version, runner));
    }

    private static int major(String version) {
        String digits = version.replaceFirst("\\D*(\\d*).*", "$1");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }
}
