package dev.parley.interop.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Whether one phone read just what it should: all of it, once, in order. */
record Verdict(String person, List<String> due, List<String> read) {
    Verdict {
        due = List.copyOf(due);
        read = List.copyOf(read);
    }

    boolean isGood() {
        return read.equals(due);
    }

    String told() {
        return isGood()
                ? "ok     %-6s read all %d messages of the others, each once, in order, unchanged"
                        .formatted(person, due.size())
                : "WRONG  %-6s should have read %d messages and read %d:%n%s"
                        .formatted(person, due.size(), read.size(), differences());
    }

    /** From the first difference on, what is missing stands behind a minus and what is in its place behind a plus. */
    private String differences() {
        int same = 0;
        while (same < Math.min(due.size(), read.size()) && due.get(same).equals(read.get(same))) {
            same++;
        }
        List<String> lines = new ArrayList<>();
        lines.add("       the first " + same + " are right, then:");
        due.subList(same, due.size()).forEach(text -> lines.add("       - " + onOneLine(text)));
        read.subList(same, read.size()).forEach(text -> lines.add("       + " + onOneLine(text)));
        return lines.stream().collect(Collectors.joining(System.lineSeparator()));
    }

    static String onOneLine(String text) {
        return text.replaceAll("\\R", " / ");
    }
}
