package dev.parley;

import dev.parley.chat.TextTrace;
import dev.parley.chat.TextTrace.CopyTrace;
import dev.parley.room.Printable;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The one log line of a text: id, room, sender, size, copies by outcome, milliseconds; never the body. */
final class TextLine {
    private TextLine() {}

    static String of(TextTrace trace) {
        String outcomes = trace.copies().stream()
                .collect(Collectors.groupingBy(CopyTrace::outcome, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> " " + entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining());
        long slowest = Math.round(
                trace.copies().stream().mapToDouble(CopyTrace::millis).max().orElse(0));
        return "text " + trace.id() + " room=" + Printable.of(trace.room().toString()) + " from="
                + Printable.of(trace.sender()) + " bytes=" + trace.bytes() + " " + trace.decision() + outcomes + " ms="
                + slowest;
    }
}
