package dev.parley.interop.bench;

import java.nio.charset.StandardCharsets;

/** Just enough SIP for many phones on one socket: no transactions, no state. Asterisk writes the long header names. */
final class SipText {
    private SipText() {}

    /** The value of the first header with that name; empty if there is none. */
    static String header(String message, String name) {
        int start = message.indexOf("\r\n" + name + ": ");
        if (start < 0) {
            return "";
        }
        int value = start + name.length() + 4;
        return message.substring(value, message.indexOf("\r\n", value));
    }

    static boolean isResponse(String message) {
        return message.startsWith("SIP/2.0 ");
    }

    static int status(String response) {
        return Integer.parseInt(response.substring(8, 11));
    }

    static String body(String message) {
        return message.substring(message.indexOf("\r\n\r\n") + 4);
    }

    /** What a request is addressed to: {@code sip:USER@host}. */
    static String user(String request) {
        int start = request.indexOf("sip:") + 4;
        return request.substring(start, request.indexOf('@', start));
    }

    static String ok(String request) {
        String to = header(request, "To");
        return "SIP/2.0 200 OK\r\nVia: " + header(request, "Via") + "\r\nFrom: " + header(request, "From") + "\r\nTo: "
                + to + (to.contains(";tag=") ? "" : ";tag=sink") + "\r\nCall-ID: " + header(request, "Call-ID")
                + "\r\nCSeq: " + header(request, "CSeq") + "\r\nContent-Length: 0\r\n\r\n";
    }

    static byte[] bytes(String message) {
        return message.getBytes(StandardCharsets.ISO_8859_1);
    }
}
