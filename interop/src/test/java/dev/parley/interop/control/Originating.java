package dev.parley.interop.control;

import dev.parley.interop.check.ShippedFiles;
import java.nio.file.Path;

/** The shipped files with the right that calling people in needs. */
public final class Originating {
    /** Whoever comes into the first has answered, and is in no room; the other has a room that no call is sent on from. */
    private static final String MORE = """

            [waiting]
            exten => _X.,1,Answer()
             same => n,Wait(30)
            [parley-rooms](+)
            exten => 4999,1,Gosub(parley-identify,s,1)
             same => n,ConfBridge(4999)
            """;

    private Originating() {}

    /** @param folder an empty one */
    public static Path files(Path folder) {
        return ShippedFiles.copiedTo(folder)
                .with(
                        "manager_parley.conf",
                        "\nwrite = call,reporting,message\n",
                        "\nwrite = call,reporting,message,originate\n")
                .and("extensions_parley.conf", MORE)
                .folder();
    }
}
