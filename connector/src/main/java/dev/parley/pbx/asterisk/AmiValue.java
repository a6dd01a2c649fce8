package dev.parley.pbx.asterisk;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one gate for what goes to a PBX over AMI: nothing that a phone or a person wrote can end a line or a field. */
final class AmiValue {
    /** With its CRLF: Asterisk refuses the whole action when one line is longer (16.28 and 22.10). */
    static final int LONGEST_LINE = 1024;

    /**
     * A comma begins another header in a value of Variable (16.28 and 22.10); quotes and backslashes are taken away,
     * since it is read like the arguments of a dialplan application.
     */
    private static final Pattern SEPARATES_VARIABLES = Pattern.compile("[,\"\\\\]");

    /** RFC 3261 §25.1, token. */
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9.!%*_+`'~-]+");

    private static final Pattern NOT_IN_QUOTES = Pattern.compile("[\\p{Cc}\\p{Cs}\\u2028\\u2029]");
    private static final Pattern URI = Pattern.compile("sips?:[^\\s\\p{Cc}\\p{Z}\"<>]+");
    private static final Pattern ENDPOINT = Pattern.compile("[^\\s\\p{Cc}\\p{Z}\"<>/&@,]+");

    private static final Pattern ROOM = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    /** Neither {@code &}, which dials another one as well, nor what begins an expression or another argument. */
    private static final Pattern DIALLED = Pattern.compile("[A-Za-z0-9]+/[A-Za-z0-9_.+*#@:/;=~-]{1,400}");

    private static final Pattern BRACKETS = Pattern.compile("[(){}\\[\\]$]");

    private AmiValue() {}

    /** The value itself, which stays within one line. */
    static String line(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\r' || c == '\n' || c == 0) {
                throw new UnsafeValueException("%s at %d would end the line".formatted(Character.getName(c), i));
            }
        }
        return value;
    }

    /** The value itself, which stays within one line of a length that Asterisk reads. */
    static String header(String name, String value) {
        int length = bytes(name) + ": \r\n".length() + bytes(line(value));
        if (length > LONGEST_LINE) {
            throw new UnsafeValueException(
                    "the line of %s would have %d bytes, of %d at most".formatted(line(name), length, LONGEST_LINE));
        }
        return value;
    }

    /** The name of a room, where it is dialled or stands in a caller id. */
    static String room(String name) {
        return checked(ROOM, name, "a room that can be dialled");
    }

    /** Technology and resource, as Originate and Dial() take them. */
    static String dialled(String channel) {
        return checked(DIALLED, channel, "something to be dialled");
    }

    static boolean isDialled(String channel) {
        return DIALLED.matcher(channel).matches();
    }

    private static String checked(Pattern form, String value, String what) {
        if (!form.matcher(value).matches()) {
            throw new UnsafeValueException("%d characters that are not %s".formatted(value.length(), what));
        }
        return value;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A name-addr with the name as a quoted-string (RFC 3261 §25.1). */
    static String displayNameAddress(String displayName, String sipUri) {
        if (!URI.matcher(sipUri).matches()) {
            throw new UnsafeValueException("the URI of an address is no SIP URI, or would end before its end");
        }
        if (displayName.isEmpty()) {
            return "<" + sipUri + ">";
        }
        String quotable = NOT_IN_QUOTES.matcher(displayName).replaceAll("");
        return "\"" + quotable.replace("\\", "\\\\").replace("\"", "\\\"") + "\" <" + sipUri + ">";
    }

    /** The value of a {@code Variable} field of MessageSend, which adds one SIP header. */
    static String variable(String header, String value) {
        if (!HEADER_NAME.matcher(header).matches()) {
            throw new UnsafeValueException("no name for a SIP header");
        }
        Matcher separator = SEPARATES_VARIABLES.matcher(value);
        if (separator.find()) {
            throw new UnsafeValueException("%s at %d of %s would change its meaning"
                    .formatted(Character.getName(separator.group().charAt(0)), separator.start(), header));
        }
        return line(header + "=" + value);
    }

    /** The endpoint's name as an argument of a dialplan function; empty if it could be read as something else. */
    static Optional<String> endpoint(String endpoint) {
        return ENDPOINT.matcher(endpoint).matches()
                        && !BRACKETS.matcher(endpoint).find()
                ? Optional.of(endpoint)
                : Optional.empty();
    }

    /** Where MessageSend reaches one contact of an endpoint; empty if either could be read as something else. */
    static Optional<String> destination(String endpoint, String contactUri) {
        return ENDPOINT.matcher(endpoint).matches() && URI.matcher(contactUri).matches()
                ? Optional.of("pjsip:" + endpoint + "/" + contactUri)
                : Optional.empty();
    }
}
