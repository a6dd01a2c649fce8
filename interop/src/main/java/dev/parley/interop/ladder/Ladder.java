package dev.parley.interop.ladder;

import dev.parley.interop.phone.Exchange;
import dev.parley.interop.phone.SipMessage;
import dev.parley.interop.phone.TestPhone;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A text drawing of what each phone sent to the PBX and received from it, one line per message. */
public final class Ladder {
    private static final int WIDTH = 11;
    private static final int SHOWN = 60;
    private static final Set<String> TOLD = Set.of("REGISTER", "INVITE", "MESSAGE", "BYE", "REFER", "NOTIFY");

    private record Step(Instant at, int column, boolean toPbx, String label) {}

    private final String right;
    private final List<String> columns = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();

    /** The name is what stands over the last column: the PBX, with Parley behind it. */
    public Ladder(String right) {
        this.right = right;
    }

    /** Adds a column with everything that the phone has said and heard so far, without retransmissions' noise. */
    public Ladder add(TestPhone phone) {
        int column = column(phone.user());
        for (Exchange exchange : phone.exchanges()) {
            SipMessage message = exchange.message();
            if (TOLD.contains(message.method()) && message.status() != 100) {
                steps.add(new Step(exchange.at(), column, !exchange.isReceived(), label(message)));
            }
        }
        return this;
    }

    /** Something that happened at the PBX or in Parley. */
    public Ladder note(Instant at, String what) {
        steps.add(new Step(at, -1, false, what));
        return this;
    }

    public void print(PrintStream out) {
        out.print(draw());
    }

    public String draw() {
        List<Step> ordered =
                steps.stream().sorted(Comparator.comparing(Step::at)).toList();
        var drawing = new StringBuilder("        ");
        columns.forEach(name -> drawing.append(("%-" + WIDTH + "s").formatted(shortened(name, WIDTH - 1))));
        drawing.append(right).append('\n');
        for (Step step : ordered) {
            Duration since = Duration.between(ordered.getFirst().at(), step.at());
            drawing.append(String.format(Locale.ROOT, "%7.3f ", since.toNanos() / 1e9))
                    .append(line(step))
                    .append('\n');
        }
        return drawing.toString();
    }

    private int column(String name) {
        if (!columns.contains(name)) {
            columns.add(name);
        }
        return columns.indexOf(name);
    }

    private String line(Step step) {
        var line = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            boolean inside = step.column() >= 0 && i >= step.column();
            line.append('|').append((inside ? "-" : " ").repeat(WIDTH - 1));
        }
        if (step.column() >= 0) {
            int start = step.column() * WIDTH + 1;
            line.setCharAt(step.toPbx() ? line.length() - 1 : start, step.toPbx() ? '>' : '<');
        }
        return line.append("|  ")
                .append(step.column() < 0 ? "* " : "")
                .append(step.label())
                .toString();
    }

    private static String label(SipMessage message) {
        if (!message.isRequest()) {
            return message.startLine().substring("SIP/2.0 ".length()) + " (" + message.method() + ")";
        }
        String where = message.tag("To").isPresent() ? " in the call" : "";
        return message.method().equals("MESSAGE")
                ? "MESSAGE" + where + ": " + shortened(message.text().replaceAll("\\R", " / "), SHOWN)
                : message.method() + " " + message.requestUri();
    }

    private static String shortened(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
