package dev.parley.esl;

import java.util.regex.Pattern;

/**
 * The gate for everything that becomes part of a command line or header. A line break in it would end the command and
 * begin another; a NUL cuts it off (seen on FreeSWITCH 1.11).
 */
public final class EslText {
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9_.-]+");

    private EslText() {}

    /**
     * @param what is named in the error
     * @return the value, unchanged
     * @throws IllegalArgumentException if there is a CR, LF or NUL in it; the value itself is not in the message, it may be
     *     a password
     */
    public static String line(String what, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\r' || c == '\n' || c == '\0') {
                throw new IllegalArgumentException(what + " has a line break or NUL at " + i
                        + ", which would end the command: encode or remove it");
            }
        }
        return value;
    }

    /** @throws IllegalArgumentException unless it is made of ASCII letters, digits, underscore, dot and hyphen */
    public static String headerName(String name) {
        if (!HEADER_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a header's name may have letters, digits, \"_\", \".\" and \"-\" only");
        }
        return name;
    }
}
