package dev.parley.esl;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads {@code text/event-plain}. The headers end at the first empty line and not at a Content-Length: events made by
 * {@code sendevent} carry one in mid-headers, SMS::DELIVERY_REPORT one without any body (seen on FreeSWITCH 1.11).
 */
final class PlainEvents {
    private PlainEvents() {}

    static EslEvent parse(byte[] frame) {
        List<EslHeaders.Header> headers = new ArrayList<>();
        int start = 0;
        while (start < frame.length) {
            int lineFeed = indexOfLineFeed(frame, start);
            String line = new String(frame, start, lineFeed - start, StandardCharsets.UTF_8);
            start = Math.min(frame.length, lineFeed + 1);
            if (line.isEmpty()) {
                break;
            }
            EslHeaders.Header raw = FrameReader.header(line);
            headers.add(new EslHeaders.Header(raw.name(), decode(raw.value())));
        }
        return new EslEvent(new EslHeaders(headers), Arrays.copyOfRange(frame, start, frame.length));
    }

    private static int indexOfLineFeed(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return bytes.length;
    }

    /** {@code %C3%BC} to ü; what is not two hexadecimal digits after a percent sign stays as it is. */
    static String decode(String value) {
        if (value.indexOf('%') < 0) {
            return value;
        }
        byte[] raw = value.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(raw.length);
        for (int i = 0; i < raw.length; i++) {
            int high = raw[i] == '%' && i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(raw[i + 2], 16) : -1;
            if (low >= 0) {
                decoded.write(high * 16 + low);
                i += 2;
            } else {
                decoded.write(raw[i]);
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }
}
