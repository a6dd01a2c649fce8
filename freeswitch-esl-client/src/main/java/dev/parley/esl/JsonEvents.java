package dev.parley.esl;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code text/event-json}: one flat object. Not a general reader of JSON, because those refuse what FreeSWITCH 1.11
 * sends: a key twice, and bytes that are no UTF-8, which have to come out of the body as they went in.
 */
final class JsonEvents {
    /** Deep enough for an array of strings; more nesting than FreeSWITCH ever makes is refused, not recursed into. */
    private static final int MOST_DEPTH = 8;

    private static final int REPLACEMENT = 0xFFFD;

    private final byte[] json;
    private int at;

    private JsonEvents(byte[] json) {
        this.json = json;
    }

    /** Not an object as FreeSWITCH writes it. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1;

        UnreadableException(String message) {
            super(message);
        }
    }

    static EslEvent parse(byte[] frame) throws UnreadableException {
        return new JsonEvents(frame).event();
    }

    private EslEvent event() throws UnreadableException {
        List<EslHeaders.Header> headers = new ArrayList<>();
        byte[] body = new byte[0];
        expect('{');
        while (!isNext('}')) {
            String name = utf8(string());
            expect(':');
            if (name.equals("_body") && isNext('"')) {
                body = string();
            } else {
                values(name, headers, 0);
            }
            if (!isNext('}')) {
                expect(',');
            }
        }
        return new EslEvent(new EslHeaders(headers), body);
    }

    /** An array is a header that occurs more than once. */
    private void values(String name, List<EslHeaders.Header> headers, int depth) throws UnreadableException {
        if (depth > MOST_DEPTH) {
            throw unreadable("arrays within arrays");
        }
        if (isNext('"')) {
            headers.add(new EslHeaders.Header(name, utf8(string())));
        } else if (isNext('[')) {
            expect('[');
            while (!isNext(']')) {
                values(name, headers, depth + 1);
                if (!isNext(']')) {
                    expect(',');
                }
            }
            expect(']');
        } else {
            headers.add(new EslHeaders.Header(name, literal()));
        }
    }

    private String literal() throws UnreadableException {
        int start = at;
        while (at < json.length && (Character.isLetterOrDigit(json[at]) || "+-.".indexOf(json[at]) >= 0)) {
            at++;
        }
        if (at == start) {
            throw unreadable("a value");
        }
        return new String(json, start, at - start, StandardCharsets.US_ASCII);
    }

    private byte[] string() throws UnreadableException {
        expect('"');
        ByteArrayOutputStream string = new ByteArrayOutputStream();
        while (take() != '"') {
            byte b = json[at - 1];
            if (b == '\\') {
                escaped(string);
            } else {
                string.write(b);
            }
        }
        return string.toByteArray();
    }

    private void escaped(ByteArrayOutputStream string) throws UnreadableException {
        byte b = take();
        switch (b) {
            case 'n' -> string.write('\n');
            case 'r' -> string.write('\r');
            case 't' -> string.write('\t');
            case 'b' -> string.write('\b');
            case 'f' -> string.write('\f');
            case 'u' -> string.writeBytes(Character.toString(codePoint()).getBytes(StandardCharsets.UTF_8));
            default -> string.write(b);
        }
    }

    private int codePoint() throws UnreadableException {
        int unit = unit();
        if (!Character.isHighSurrogate((char) unit)
                || at + 1 >= json.length
                || json[at] != '\\'
                || json[at + 1] != 'u') {
            return unit;
        }
        at += 2;
        char low = (char) unit();
        return Character.isLowSurrogate(low) ? Character.toCodePoint((char) unit, low) : REPLACEMENT;
    }

    private int unit() throws UnreadableException {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(take(), 16);
            if (digit < 0) {
                throw unreadable("four hexadecimal digits");
            }
            unit = unit * 16 + digit;
        }
        return unit;
    }

    private byte take() throws UnreadableException {
        if (at >= json.length) {
            throw unreadable("more");
        }
        return json[at++];
    }

    private boolean isNext(char wanted) throws UnreadableException {
        while (at < json.length && json[at] <= ' ' && json[at] >= 0) {
            at++;
        }
        if (at >= json.length) {
            throw unreadable("\"" + wanted + "\" or more");
        }
        return json[at] == wanted;
    }

    private void expect(char wanted) throws UnreadableException {
        if (!isNext(wanted)) {
            throw unreadable("\"" + wanted + "\"");
        }
        at++;
    }

    private UnreadableException unreadable(String wanted) {
        return new UnreadableException("a JSON event without " + wanted + " at byte " + at + " of " + json.length);
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
