package dev.parley.interop.control;

import dev.parley.interop.check.ShippedFiles;
import java.nio.file.Path;

/** The shipped files with the right that calling people in needs. */
final class Originating {
    /** Whoever comes in there has answered, and is in no room. */
    private static final String WAITING = "\n[waiting]\nexten => _X.,1,Answer()\n same => n,Wait(30)\n";

    private Originating() {}

    /** @param folder an empty one */
    static Path files(Path folder) {
        return ShippedFiles.copiedTo(folder)
                .with(
                        "manager_parley.conf",
                        "\nwrite = call,reporting,message\n",
                        "\nwrite = call,reporting,message,originate\n")
                .and("extensions_parley.conf", WAITING)
                .folder();
    }
}
