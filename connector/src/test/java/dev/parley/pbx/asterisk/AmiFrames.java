package dev.parley.pbx.asterisk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads AMI as Asterisk does: lines end at CRLF, an empty line ends a frame, the first colon ends a field's name. */
final class AmiFrames {
    private AmiFrames() {}

    static List<List<Map.Entry<String, String>>> parse(String wire) {
        List<List<Map.Entry<String, String>>> frames = new ArrayList<>();
        List<Map.Entry<String, String>> frame = new ArrayList<>();
        for (String line : wire.split("\r\n", -1)) {
            if (!line.isEmpty()) {
                frame.add(field(line));
            } else if (!frame.isEmpty()) {
                frames.add(List.copyOf(frame));
                frame.clear();
            }
        }
        return frames;
    }

    private static Map.Entry<String, String> field(String line) {
        int colon = line.indexOf(':');
        return colon < 0
                ? Map.entry(line, "")
                : Map.entry(
                        line.substring(0, colon),
                        line.startsWith(" ", colon + 1) ? line.substring(colon + 2) : line.substring(colon + 1));
    }
}
