package dev.parley.interop.control;

import dev.parley.interop.check.ShippedFiles;
import java.nio.file.Path;

/** The shipped files with the right that calling people in needs. */
public final class Originating {
    private Originating() {}

    /** @param folder an empty one */
    public static Path files(Path folder) {
        return ShippedFiles.copiedTo(folder)
                .with(
                        "manager_parley.conf",
                        "\nwrite = call,reporting,message\n",
                        "\nwrite = call,reporting,message,originate\n")
                .folder();
    }
}
