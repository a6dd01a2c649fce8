package dev.parley.interop.kamailio;

import dev.parley.interop.asterisk.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An installed Kamailio; Debian has it as kamailio, with kamailio-presence-modules for subscriptions of its own. */
public record KamailioInstall(Path program) {
    private static final List<String> PLACES = List.of("/usr/sbin/kamailio", "/usr/local/sbin/kamailio");

    public static Optional<KamailioInstall> find() {
        return PLACES.stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .map(KamailioInstall::new);
    }

    /** Whether this module is there: they come in packages of their own. */
    public boolean has(String module) {
        try (Stream<Path> files = Files.find(
                program.resolveSibling("../lib"), 5, (path, about) -> path.endsWith("kamailio/modules/" + module))) {
            return files.findAny().isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it says about a configuration that it would not start with; nothing about a good one. */
    public Optional<String> objections(Path configuration, KamailioOptions options) {
        Shell.Result result = Shell.run(command(configuration, options, "-c"));
        return Optional.of(result.output()).filter(said -> !result.ok() || said.contains("ERROR"));
    }

    List<String> command(Path configuration, KamailioOptions options, String... more) {
        return Stream.of(
                        Stream.of(program.toString(), "-f", configuration.toString(), "-m", "32"),
                        options.defines().stream().flatMap(define -> Stream.of("-A", define)),
                        Stream.of(more))
                .flatMap(part -> part)
                .toList();
    }
}
