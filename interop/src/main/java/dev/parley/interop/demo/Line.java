package dev.parley.interop.demo;

import java.util.List;

/**
 * One text of the conversation.
 *
 * @param arrives what each of the others must read, in this order: one message or numbered parts
 */
record Line(String speaker, String text, List<String> arrives) {
    Line {
        arrives = List.copyOf(arrives);
    }

    static Line of(String speaker, String text, String... arrives) {
        return new Line(speaker, text, List.of(arrives));
    }
}
