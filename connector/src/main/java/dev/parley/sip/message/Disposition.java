package dev.parley.sip.message;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a body is for (RFC 3261 §20.11). */
final class Disposition {
    private static final Set<String> KNOWN = Set.of("render", "notification", "inline");
    private static final Pattern OPTIONAL = Pattern.compile(";\\s*handling\\s*=\\s*optional", Pattern.CASE_INSENSITIVE);

    private Disposition() {}

    /**
     * Whether the body is for somebody else than readers, and may be ignored.
     *
     * @param header value of Content-Disposition
     * @throws NotTaken if it must not be ignored
     */
    static boolean isIgnorable(String header) throws NotTaken {
        String type = header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (KNOWN.contains(type)) {
            return false;
        }
        if (!OPTIONAL.matcher(header).find()) {
            throw NotTaken.unsupported("a disposition");
        }
        return true;
    }
}
