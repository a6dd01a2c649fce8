package dev.parley.pbx.asterisk;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a Content-Type header (RFC 3261 §20.15). */
final class ContentType {
    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([A-Za-z0-9._:+-]+)", Pattern.CASE_INSENSITIVE);

    private ContentType() {}

    /** Asterisk lets only text/plain in, so a type that got lost on the way is that. */
    static String mediaType(String header) {
        String type = header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.isEmpty() ? "text/plain" : type;
    }

    static Optional<String> charset(String header) {
        Matcher matcher = CHARSET.matcher(header);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
