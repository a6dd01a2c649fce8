package dev.parley.interop.ami;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** One AMI response or event: its lines, as they came. */
public record AmiFrame(List<String> lines) {
    public AmiFrame {
        lines = List.copyOf(lines);
    }

    /** The value of the first line with this name; upper and lower case are the same. */
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    public List<String> headers(String name) {
        String start = name + ":";
        return lines.stream()
                .filter(line -> line.regionMatches(true, 0, start, 0, start.length()))
                .map(line -> line.substring(start.length()).strip())
                .toList();
    }

    /** The value of a line in base64, decoded; empty when the line is missing. */
    public Optional<String> decoded(String name) {
        return header(name).map(value -> new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8));
    }

    public boolean isEvent(String name) {
        return header("Event").filter(name::equals).isPresent();
    }

    public boolean isUserEvent(String name) {
        return isEvent("UserEvent") && header("UserEvent").filter(name::equals).isPresent();
    }

    public boolean isSuccess() {
        return header("Response").filter("Success"::equals).isPresent();
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
