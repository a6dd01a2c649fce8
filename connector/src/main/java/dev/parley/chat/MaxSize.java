package dev.parley.chat;

import java.nio.charset.StandardCharsets;

/** Refuses a text of more UTF-8 bytes than the administrator allows. */
final class MaxSize implements Rule {
    private final int bytes;

    MaxSize(int bytes) {
        this.bytes = bytes;
    }

    @Override
    public Verdict judge(Said said) {
        int size = said.text().body().getBytes(StandardCharsets.UTF_8).length;
        return size <= bytes
                ? Verdict.pass()
                : new Verdict.Refuse(
                        "size",
                        "Your message has " + size + " bytes; this conference takes " + bytes
                                + ". It reached nobody. Please send it in parts.");
    }
}
