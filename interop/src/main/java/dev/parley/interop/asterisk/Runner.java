package dev.parley.interop.asterisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How to run an Asterisk: as it is installed here, or inside the folder of another Debian. */
public final class Runner {
    private static final List<String> PLACES = List.of("/usr/sbin/asterisk");

    private final Optional<Path> root;

    private Runner(Optional<Path> root) {
        this.root = root;
    }

    static Runner onThisSystem() {
        return new Runner(Optional.empty());
    }

    static Runner inside(Path root) {
        return new Runner(Optional.of(root));
    }

    /** The folder of the other Debian, when it is one. */
    public Optional<Path> root() {
        return root;
    }

    /** The command line that starts Asterisk with these arguments. */
    public List<String> command(String... arguments) {
        Stream<String> prefix =
                root.map(folder -> Stream.of("chroot", folder.toString())).orElseGet(Stream::empty);
        return Stream.concat(Stream.concat(prefix, PLACES.stream()), Stream.of(arguments))
                .toList();
    }

    /** The same path as Asterisk sees it. */
    Path seen(Path path) {
        return root.map(folder -> Path.of("/").resolve(folder.relativize(path))).orElse(path);
    }

    /** A new folder that both sides can use. */
    Path newFolder() {
        try {
            Path parent = root.map(folder -> folder.resolve("var/tmp")).orElse(Path.of("/var/tmp"));
            return Files.createTempDirectory(parent, "parley-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The modules folder as Asterisk sees it; Debian and those who build it themselves differ. */
    Path modules() {
        Path lib = root.map(folder -> folder.resolve("usr")).orElse(Path.of("/usr"));
        var matcher = FileSystems.getDefault().getPathMatcher("glob:**/asterisk/modules");
        try (Stream<Path> folders = Files.find(lib.resolve("lib"), 3, (path, about) -> matcher.matches(path))) {
            return seen(folders.findFirst()
                    .orElseThrow(() -> new IllegalStateException("no asterisk/modules folder below " + lib)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code asterisk -V} says, without the word Asterisk; empty when it does not run. */
    Optional<String> version() {
        Shell.Result result = Shell.run(command("-V"));
        return Optional.of(result.lastLine())
                .filter(line -> result.ok() && line.startsWith("Asterisk "))
                .map(line -> line.substring("Asterisk ".length()).strip());
    }
}
