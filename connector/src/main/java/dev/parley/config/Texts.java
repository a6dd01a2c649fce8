package dev.parley.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Text files of a reasonable size, with a reason in words where one cannot be read. */
final class Texts {
    private static final long MOST_BYTES = 1_000_000;

    private Texts() {}

    static String read(Path file) throws Unfit {
        if (Files.isDirectory(file)) {
            throw new Unfit("is a directory.", "Name a file.");
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new Unfit("is larger than " + MOST_BYTES + " bytes.", "Check the name.");
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new Unfit("there is no such file.", "Check the name, or write the file.");
        } catch (CharacterCodingException e) {
            throw new Unfit("is not UTF-8.", "Save it as UTF-8.");
        } catch (IOException e) {
            String user = System.getProperty("user.name", "?");
            throw new Unfit(
                    "cannot be read by the user " + user + ".", "Give that user the right to read it: chown or chmod.");
        }
    }
}
