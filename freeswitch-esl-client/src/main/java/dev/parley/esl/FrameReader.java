package dev.parley.esl;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts the bytes of one connection into frames: headers, an empty line, and as many bytes as Content-Length says. */
final class FrameReader {
    /** The longest seen is 7 KB, what FreeSWITCH 1.11 says to "connect". */
    private static final int MOST_HEADER_BYTES = 1 << 20;

    private static final int BUFFER = 65_536;

    private final InputStream in;
    private final int mostBodyBytes;
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int end;

    FrameReader(InputStream in, int mostBodyBytes) {
        this.in = in;
        this.mostBodyBytes = mostBodyBytes;
    }

    /** A frame that cannot be one; nothing after it can be understood. */
    static final class GarbledException extends IOException {
        private static final long serialVersionUID = 1;

        GarbledException(String message) {
            super(message);
        }
    }

    /**
     * @return empty at the end of the stream, also in the middle of a frame
     * @throws GarbledException if a limit is broken or Content-Length is no number
     */
    Optional<Frame> read() throws IOException {
        List<EslHeaders.Header> headers = new ArrayList<>();
        int left = MOST_HEADER_BYTES;
        while (true) {
            Optional<String> line = readLine(left);
            if (line.isEmpty()) {
                return Optional.empty();
            }
            String text = line.get();
            left -= text.length() + 1;
            if (!text.isEmpty()) {
                headers.add(header(text));
            } else if (!headers.isEmpty()) {
                EslHeaders all = new EslHeaders(headers);
                return body(length(all)).map(body -> new Frame(all, body));
            }
        }
    }

    private int length(EslHeaders headers) throws GarbledException {
        Optional<String> length = headers.first("Content-Length");
        if (length.isEmpty()) {
            return 0;
        }
        try {
            int bytes = Integer.parseInt(length.get().strip());
            if (bytes >= 0 && bytes <= mostBodyBytes) {
                return bytes;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new GarbledException("a Content-Length that is not between 0 and " + mostBodyBytes);
    }

    static EslHeaders.Header header(String line) {
        int colon = line.indexOf(':');
        return colon < 0
                ? new EslHeaders.Header(line, "")
                : new EslHeaders.Header(
                        line.substring(0, colon), line.substring(colon + 1).stripLeading());
    }

    /** Without its LF or CR LF. */
    private Optional<String> readLine(int most) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            for (int i = next; i < end; i++) {
                if (buffer[i] == '\n') {
                    line.write(buffer, next, i - next);
                    next = i + 1;
                    return Optional.of(withoutCarriageReturn(line.toString(StandardCharsets.UTF_8)));
                }
            }
            line.write(buffer, next, end - next);
            if (line.size() > most) {
                throw new GarbledException("headers of more than " + MOST_HEADER_BYTES + " bytes");
            }
            if (!fill()) {
                return Optional.empty();
            }
        }
    }

    private static String withoutCarriageReturn(String line) {
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    private Optional<byte[]> body(int length) throws IOException {
        // Grows with what really comes: a length alone must not take memory.
        ByteArrayOutputStream body = new ByteArrayOutputStream(Math.min(length, BUFFER));
        while (body.size() < length) {
            if (next == end && !fill()) {
                return Optional.empty();
            }
            int some = Math.min(length - body.size(), end - next);
            body.write(buffer, next, some);
            next += some;
        }
        return Optional.of(body.toByteArray());
    }

    private boolean fill() throws IOException {
        int read = in.read(buffer);
        next = 0;
        end = Math.max(0, read);
        return read > 0;
    }
}
