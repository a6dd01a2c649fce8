package dev.parley.sip.message;

import java.util.Arrays;

/** Looks for bytes among bytes. */
final class Bytes {
    static final byte[] CRLF = {'\r', '\n'};
    static final byte[] BLANK_LINE = {'\r', '\n', '\r', '\n'};

    private Bytes() {}

    static boolean startsWith(byte[] bytes, int at, byte[] wanted) {
        return at + wanted.length <= bytes.length
                && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length);
    }

    /** Where they begin at or behind {@code from}; -1 if nowhere. */
    static int indexOf(byte[] bytes, byte[] wanted, int from) {
        for (int i = from; i + wanted.length <= bytes.length; i++) {
            if (startsWith(bytes, i, wanted)) {
                return i;
            }
        }
        return -1;
    }

    static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
