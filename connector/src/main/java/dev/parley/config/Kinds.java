package dev.parley.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The plain kinds of values. */
final class Kinds {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,39}");
    private static final Pattern SPACE_OR_CONTROL = Pattern.compile("[\\s\\p{Cc}\\p{Zs}\\p{Zl}\\p{Zp}]");
    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+");

    private Kinds() {}

    static Kind<Integer> number(int least, int most) {
        String range = "Write a number from " + least + " to " + most + ".";
        return text -> {
            if (!NUMBER.matcher(text).matches()) {
                throw new Unfit(Words.quoted(text) + " is not a number.", range);
            }
            long number = Long.parseLong(text);
            if (number < least) {
                throw new Unfit(number + " is less than " + least + ".", range);
            }
            if (number > most) {
                throw new Unfit(number + " is more than " + most + ".", range);
            }
            return (int) number;
        };
    }

    static Kind<Boolean> yesNo() {
        return oneOf(Map.of("yes", true, "true", true, "no", false, "false", false), "Write yes or no.");
    }

    static <T> Kind<T> oneOf(Map<String, T> choices) {
        return oneOf(choices, "Write " + choices.keySet().stream().sorted().collect(Collectors.joining(" or ")) + ".");
    }

    private static <T> Kind<T> oneOf(Map<String, T> choices, String write) {
        return text -> {
            T choice = choices.get(text.toLowerCase(Locale.ROOT));
            if (choice == null) {
                throw new Unfit(Words.quoted(text) + " is not a choice here.", write);
            }
            return choice;
        };
    }

    /** A name for people, logs and addresses. */
    static Kind<String> name(String example) {
        return text -> {
            if (!NAME.matcher(text).matches()) {
                throw new Unfit(
                        Words.quoted(text)
                                + " is not a name: it takes letters, digits, dot, dash and underscore, 40 at most.",
                        "Write for example " + example + ".");
            }
            return text;
        };
    }

    /** Anything on one line. */
    static Kind<String> title() {
        return text -> {
            if (text.isBlank() || text.length() > 60 || text.chars().anyMatch(Character::isISOControl)) {
                throw new Unfit(Words.quoted(text) + " is not a title.", "Write up to 60 characters on one line.");
            }
            return text;
        };
    }

    /** No spaces and nothing that ends a line: it goes into a line of a protocol as it is. */
    static Kind<String> word(String example) {
        return text -> {
            if (text.isEmpty() || SPACE_OR_CONTROL.matcher(text).find()) {
                throw new Unfit(Words.quoted(text) + " is not one word.", "Write for example " + example + ".");
            }
            return text;
        };
    }

    /** Says nothing of the value itself when it is wrong. */
    static Kind<String> secret() {
        return text -> {
            if (text.isEmpty() || text.chars().anyMatch(Character::isISOControl)) {
                throw new Unfit(
                        "the secret is empty or has line breaks or control characters in it.",
                        "Write the secret that Parley logs in with: manager.conf or event_socket.conf.xml.");
            }
            return text;
        };
    }

    /** @param home where a relative name begins */
    static Kind<Path> path(Path home) {
        return text -> {
            try {
                return home.resolve(text).normalize();
            } catch (InvalidPathException e) {
                throw new Unfit(
                        Words.quoted(text) + " is not the name of a file.", "Write for example /etc/parley/name.");
            }
        };
    }

    static Kind<String> mediaType() {
        return text -> {
            String type = text.toLowerCase(Locale.ROOT);
            if (!MEDIA_TYPE.matcher(type).matches()) {
                throw new Unfit(Words.quoted(text) + " is not a media type.", "Write for example text/plain.");
            }
            return type;
        };
    }
}
