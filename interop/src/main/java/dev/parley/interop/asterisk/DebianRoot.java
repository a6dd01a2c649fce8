package dev.parley.interop.asterisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** A small Debian with Asterisk in one folder, built with mmdebstrap when it is missing or broken. */
final class DebianRoot {
    private final Path folder;
    private final String suite;

    DebianRoot(Path folder, String suite) {
        this.folder = folder.toAbsolutePath();
        this.suite = suite;
    }

    AsteriskInstall ready() {
        if (!Shell.run(List.of("id", "-u")).lastLine().strip().equals("0")) {
            return new AsteriskInstall.Unavailable("No fitting Asterisk is installed, and only root can run the one of "
                    + "Debian " + suite + " in a folder of its own. Run as root, or install asterisk.");
        }
        // One builder in this process, and one on this machine: a file lock does not hold threads apart.
        synchronized (DebianRoot.class) {
            try {
                Files.createDirectories(folder.resolveSibling("."));
                Path lock = folder.resolveSibling(folder.getFileName() + ".lock");
                try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        var held = channel.lock()) {
                    return held.isValid() ? checkedOrBuilt() : new AsteriskInstall.Unavailable("lost lock " + lock);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot use " + folder, e);
            }
        }
    }

    private AsteriskInstall checkedOrBuilt() throws IOException {
        Optional<AsteriskInstall> there = check();
        if (there.isPresent()) {
            return there.get();
        }
        Path building = folder.resolveSibling(folder.getFileName() + ".building");
        remove(building);
        Optional<String> problem = mmdebstrapProblem().or(() -> buildProblem(building));
        if (problem.isPresent()) {
            remove(building);
            return new AsteriskInstall.Unavailable(problem.get());
        }
        remove(folder);
        Files.move(building, folder, StandardCopyOption.ATOMIC_MOVE);
        return check().orElseGet(() -> new AsteriskInstall.Unavailable(
                "The Asterisk in " + folder + " does not start: try chroot " + folder + " asterisk -V"));
    }

    private Optional<AsteriskInstall> check() {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        Runner runner = Runner.inside(folder);
        return runner.version().map(version -> new AsteriskInstall.Ready(version, runner));
    }

    private static Optional<String> mmdebstrapProblem() {
        if (Shell.run(List.of("mmdebstrap", "--version")).ok()) {
            return Optional.empty();
        }
        Shell.Result installed = installMmdebstrap();
        return installed.ok()
                ? Optional.empty()
                : Optional.of("mmdebstrap cannot be installed (" + installed.lastLine() + "). Try: apt-get update && "
                        + "apt-get install mmdebstrap");
    }

    /** A new machine has no package lists, and one that was up for long has old ones. */
    private static Shell.Result installMmdebstrap() {
        List<String> install = List.of("apt-get", "install", "-y", "--no-install-recommends", "mmdebstrap");
        Shell.Result first = say(install);
        if (first.ok() || !say(List.of("apt-get", "update")).ok()) {
            return first;
        }
        return say(install);
    }

    private Optional<String> buildProblem(Path building) {
        // Mirrors may be older than the validity that their index states.
        Shell.Result built = say(List.of(
                "mmdebstrap",
                "--variant=apt",
                "--aptopt=Acquire::Check-Valid-Until \"false\"",
                "--include=asterisk",
                suite,
                building.toString()));
        return built.ok()
                ? Optional.empty()
                : Optional.of("Debian " + suite + " with Asterisk cannot be built here; is there a network? "
                        + "mmdebstrap said: " + built.lastLine());
    }

    private static Shell.Result say(List<String> command) {
        System.out.println("Running once, for the real Asterisk: " + String.join(" ", command));
        return Shell.run(command);
    }

    private static void remove(Path tree) {
        // A build that broke off may have left mounts in it: those are not ours to empty.
        if (Files.exists(tree)
                && !Shell.run(List.of("rm", "-rf", "--one-file-system", tree.toString()))
                        .ok()) {
            throw new IllegalStateException("cannot remove " + tree);
        }
    }
}
