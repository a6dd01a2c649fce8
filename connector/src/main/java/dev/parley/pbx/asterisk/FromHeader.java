package dev.parley.pbx.asterisk;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the claims out of headers that a phone wrote. */
final class FromHeader {
    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"", Pattern.DOTALL);
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)", Pattern.DOTALL);
    private static final Pattern USER = Pattern.compile("sips?:([^@:;?<>\\s]*)(?::[^@]*)?@", Pattern.CASE_INSENSITIVE);
    private static final Pattern DIGEST_USER =
            Pattern.compile("(?:^|[\\s,])username\\s*=\\s*\"((?:[^\"\\\\]|\\\\.)*)\"", Pattern.CASE_INSENSITIVE);

    private FromHeader() {}

    /** The display name without its quotes; empty if there is none (RFC 3261 §25.1, name-addr). */
    static String displayName(String from) {
        Matcher quoted = QUOTED.matcher(from.strip());
        if (quoted.lookingAt()) {
            return ESCAPED.matcher(quoted.group().substring(1, quoted.group().length() - 1))
                    .replaceAll("$1");
        }
        return from.substring(0, Math.max(0, from.indexOf('<'))).strip();
    }

    /** The user part of the URI in a From header (RFC 3261 §20.20); a quoted display name may hold anything and is skipped. */
    static String user(String from) {
        String withoutName = QUOTED.matcher(from).replaceAll("");
        int bracket = withoutName.indexOf('<');
        String uri = bracket < 0 ? withoutName : withoutName.substring(bracket + 1);
        Matcher matcher = USER.matcher(uri);
        return matcher.lookingAt() ? matcher.group(1) : "";
    }

    /** The username of an Authorization header (RFC 3261 §20.7), if it is a digest. */
    static Optional<String> digestUser(String authorization) {
        if (!authorization.strip().regionMatches(true, 0, "Digest", 0, 6)) {
            return Optional.empty();
        }
        Matcher matcher = DIGEST_USER.matcher(authorization.strip().substring(6));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
