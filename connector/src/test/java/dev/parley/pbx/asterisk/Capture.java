package dev.parley.pbx.asterisk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** An AMI conversation recorded on a real Asterisk: blocks headed {@code ---  time  PBX->C}, each one frame. */
record Capture(List<Frame> fromPbx) {
    /** One frame: its lines as they were sent. */
    record Frame(List<String> lines) {
        Optional<String> value(String header) {
            return lines.stream()
                    .filter(line -> line.startsWith(header + ": "))
                    .map(line -> line.substring(header.length() + 2))
                    .findFirst();
        }

        boolean isEvent() {
            return value("Event").isPresent();
        }

        /** An event that comes by itself rather than as an item of a list. */
        boolean isNews() {
            return isEvent() && value("ActionID").isEmpty();
        }

        String wire() {
            return lines.stream().map(line -> line + "\r\n").collect(Collectors.joining()) + "\r\n";
        }
    }

    static Capture of(String resource) {
        try (InputStream in = Capture.class.getResourceAsStream("/captures/" + resource)) {
            return parse(new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Capture parse(String text) {
        List<Frame> frames = new ArrayList<>();
        for (String block : text.split("(?m)^--- +")) {
            String[] headed = block.split("\n", 2);
            if (headed.length == 2 && headed[0].endsWith("PBX->C")) {
                frame(headed[1]).ifPresent(frames::add);
            }
        }
        return new Capture(frames);
    }

    private static Optional<Frame> frame(String block) {
        List<String> lines = Arrays.stream(block.split("\n"))
                .takeWhile(line -> !line.isBlank() && !line.startsWith("##"))
                .toList();
        boolean isFrame = !lines.isEmpty()
                && (lines.getFirst().startsWith("Event: ") || lines.getFirst().startsWith("Response: "));
        return isFrame ? Optional.of(new Frame(lines)) : Optional.empty();
    }

    /** All that came by itself, in order, as bytes of the wire; without what follows a login. */
    String news() {
        return fromPbx.stream()
                .filter(Frame::isNews)
                .filter(frame -> !frame.value("Event").orElse("").equals("FullyBooted"))
                .map(Frame::wire)
                .collect(Collectors.joining());
    }
}
