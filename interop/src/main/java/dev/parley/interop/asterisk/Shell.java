package dev.parley.interop.asterisk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs a command to its end. */
public final class Shell {
    public record Result(int code, String output) {
        public boolean ok() {
            return code == 0;
        }

        String lastLine() {
            return output.lines().reduce((first, second) -> second).orElse("");
        }
    }

    private Shell() {}

    /** Code 127 when the command does not exist. */
    public static Result run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            return new Result(127, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command, e);
        }
    }
}
