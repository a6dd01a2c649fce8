package dev.parley.interop.sip;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A SIP message as it came. */
record SipText(Instant at, String text) {
    static SipText of(byte[] bytes, int length) {
        return new SipText(Instant.now(), new String(bytes, 0, length, StandardCharsets.UTF_8));
    }

    boolean isRequest() {
        return !text.startsWith("SIP/2.0 ");
    }

    /** Of a response. */
    int status() {
        return Integer.parseInt(text.substring(8, 11));
    }

    Optional<String> find(String name) {
        Matcher line = Pattern.compile("(?im)^" + name + ": *(.*)$").matcher(head());
        return line.find() ? Optional.of(line.group(1)) : Optional.empty();
    }

    String header(String name) {
        return find(name).orElseThrow(() -> new AssertionError("no " + name + " in " + text));
    }

    String requestUri() {
        return text.split(" ", 3)[1];
    }

    String tag(String name) {
        return header(name).replaceFirst(".*;tag=", "");
    }

    String body() {
        return text.substring(head().length());
    }

    String head() {
        int end = text.indexOf("\r\n\r\n");
        return end < 0 ? text : text.substring(0, end + 4);
    }
}
