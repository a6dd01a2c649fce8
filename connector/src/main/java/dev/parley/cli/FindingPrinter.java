package dev.parley.cli;

import dev.parley.pbx.Finding;
import dev.parley.pbx.Finding.Severity;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Findings for people: one line each, and below it what can be pasted. */
final class FindingPrinter {
    private final PrintWriter out;
    private final Map<Severity, Integer> counts = new EnumMap<>(Severity.class);

    FindingPrinter(PrintWriter out) {
        this.out = out;
    }

    void print(Finding finding) {
        counts.merge(finding.severity(), 1, Integer::sum);
        String word = finding.severity().name().toLowerCase(Locale.ROOT);
        out.println(String.format("%-8s %s", word, clean(finding.what())));
        finding.paste().lines().forEach(line -> out.println("             " + clean(line)));
        out.flush();
    }

    /** Prints how it all came out, and says whether that is without a problem. */
    boolean summary() {
        int problems = counts.getOrDefault(Severity.PROBLEM, 0);
        int warnings = counts.getOrDefault(Severity.WARNING, 0);
        out.println(count(problems, "problem") + ", " + count(warnings, "warning"));
        out.flush();
        return problems == 0;
    }

    private static String count(int number, String what) {
        return (number == 0 ? "no" : Integer.toString(number)) + " " + what + (number == 1 ? "" : "s");
    }

    /** Some of it was said by a PBX, and it goes to a terminal. */
    private static String clean(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
    }
}
