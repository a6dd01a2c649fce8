package dev.parley.cli;

import dev.parley.config.SipConfig;
import dev.parley.pbx.Finding;
import dev.parley.pbx.Finding.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Whether what is going on outlives a restart. Makes nothing, since it may run as another user than Parley. */
final class StateInspection {
    private StateInspection() {}

    static Stream<Finding> of(SipConfig sip) {
        if (sip.state().isEmpty()) {
            return Stream.of(new Finding(
                    Severity.WARNING,
                    "sip: calls and subscriptions do not outlive a restart of Parley. Write where it may keep them, for"
                            + " example:",
                    "state: /var/lib/parley"));
        }
        Path directory = sip.state().get();
        return isWritable(directory)
                ? Stream.empty()
                : Stream.of(new Finding(
                        Severity.PROBLEM,
                        "sip.state: " + directory + " cannot be written to by who runs this. With Parley as a service,"
                                + " StateDirectory=parley in its unit makes /var/lib/parley; else:",
                        "install -d -m 700 -o parley -g parley " + directory));
    }

    /** Parley makes what is missing of the path. */
    private static boolean isWritable(Path directory) {
        for (Path there = directory.toAbsolutePath(); there != null; there = there.getParent()) {
            if (Files.exists(there)) {
                return Files.isDirectory(there) && Files.isWritable(there);
            }
        }
        return false;
    }
}
