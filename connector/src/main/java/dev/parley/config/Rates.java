package dev.parley.config;

import dev.parley.chat.Rate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rates as a sentence: {@code 2/s burst 10}, {@code 30/min burst 5}. */
final class Rates {
    private static final Pattern FORM =
            Pattern.compile("(\\d{1,4}(?:\\.\\d{1,3})?)\\s*/\\s*(s|min)\\s+burst\\s+(\\d{1,5})");

    private Rates() {}

    static Kind<Rate> rate() {
        return Rates::parse;
    }

    private static Rate parse(String text) throws Unfit {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new Unfit(
                    Words.quoted(text) + " is not a rate.", "Write for example 2/s burst 10, or 30/min burst 5.");
        }
        double number = Double.parseDouble(matcher.group(1));
        int burst = Integer.parseInt(matcher.group(3));
        if (number <= 0 || burst < 1) {
            throw new Unfit(
                    Words.quoted(text) + " would let nothing pass.", "Write more than 0 and a burst of at least 1.");
        }
        return new Rate(matcher.group(2).equals("s") ? number : number / 60, burst);
    }
}
