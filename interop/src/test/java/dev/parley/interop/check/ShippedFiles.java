package dev.parley.interop.check;

import dev.parley.interop.asterisk.AsteriskOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A copy of what an administrator puts into his Asterisk, to make mistakes in. */
public record ShippedFiles(Path folder) {

    public static ShippedFiles copiedTo(Path folder) {
        try (Stream<Path> shipped = Files.list(AsteriskOptions.standard().dialplan())) {
            List<Path> files = shipped.toList();
            for (Path file : files) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
            return new ShippedFiles(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The right words must be there: a mistake that is not made proves nothing. */
    public ShippedFiles with(String name, String right, String wrong) {
        String before = read(name);
        if (!before.contains(right)) {
            throw new IllegalArgumentException(name + " has no " + right);
        }
        return write(name, before.replace(right, wrong));
    }

    public ShippedFiles and(String name, String more) {
        return write(name, read(name) + more);
    }

    private String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ShippedFiles write(String name, String content) {
        try {
            Files.writeString(folder.resolve(name), content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
