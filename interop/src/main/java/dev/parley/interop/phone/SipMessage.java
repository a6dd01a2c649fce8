package dev.parley.interop.phone;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A SIP request or response. Nothing in it is checked: phones of tests may say wrong things. */
public final class SipMessage {
    /** One header line; the value may contain line folding. */
    public record Header(String name, String value) {}

    private final String startLine;
    private final List<Header> headers;
    private final byte[] body;

    SipMessage(String startLine, List<Header> headers, byte[] body) {
        this.startLine = startLine;
        this.headers = List.copyOf(headers);
        this.body = body.clone();
    }

    static SipMessage request(String method, String uri) {
        return new SipMessage(method + " " + uri + " SIP/2.0", List.of(), new byte[0]);
    }

    SipMessage with(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new SipMessage(startLine, more, body);
    }

    SipMessage withAll(List<Header> others) {
        var more = new ArrayList<>(headers);
        more.addAll(others);
        return new SipMessage(startLine, more, body);
    }

    SipMessage without(String name) {
        return new SipMessage(
                startLine,
                headers.stream().filter(h -> !h.name().equalsIgnoreCase(name)).toList(),
                body);
    }

    SipMessage replacing(String name, String value) {
        List<Header> others = headers.stream()
                .map(h -> h.name().equalsIgnoreCase(name) ? new Header(h.name(), value) : h)
                .toList();
        return new SipMessage(startLine, others, body);
    }

    SipMessage withBody(String contentType, byte[] bytes) {
        SipMessage typed = contentType.isEmpty() ? this : with("Content-Type", contentType);
        return new SipMessage(startLine, typed.headers, bytes);
    }

    /** The response to this request, with the headers that every response repeats. */
    SipMessage response(int code, String reason) {
        List<Header> repeated = headers.stream()
                .filter(h -> List.of("via", "from", "to", "call-id", "cseq", "record-route")
                        .contains(h.name().toLowerCase(Locale.ROOT)))
                .toList();
        return new SipMessage("SIP/2.0 " + code + " " + reason, repeated, new byte[0]);
    }

    public String startLine() {
        return startLine;
    }

    public List<Header> headers() {
        return headers;
    }

    public boolean isRequest() {
        return !startLine.startsWith("SIP/2.0 ");
    }

    /** The method of a request, or of the request that a response answers. */
    public String method() {
        return isRequest() ? word(startLine, 0) : word(header("CSeq").orElse(""), 1);
    }

    /** The code of a response, 0 for a request. */
    public int status() {
        return isRequest() ? 0 : Integer.parseInt(word(startLine, 1));
    }

    public String requestUri() {
        return isRequest() ? word(startLine, 1) : "";
    }

    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    public List<String> headers(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }

    public String callId() {
        return header("Call-ID").orElse("");
    }

    public int cseq() {
        return Integer.parseInt(word(header("CSeq").orElse("0"), 0));
    }

    /** The branch of the topmost Via: the name of the transaction. */
    public String branch() {
        return header("Via").flatMap(via -> parameter(via, "branch")).orElse("");
    }

    /** The tag in From or To. */
    public Optional<String> tag(String header) {
        return header(header).flatMap(SipMessage::tagOf);
    }

    static Optional<String> tagOf(String value) {
        return parameter(value.substring(value.lastIndexOf('>') + 1), "tag");
    }

    public byte[] body() {
        return body.clone();
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public byte[] toBytes() {
        var text = new StringBuilder(startLine).append("\r\n");
        headers.forEach(header ->
                text.append(header.name()).append(": ").append(header.value()).append("\r\n"));
        if (header("Content-Length").isEmpty()) {
            text.append("Content-Length: ").append(body.length).append("\r\n");
        }
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    @Override
    public String toString() {
        return new String(toBytes(), StandardCharsets.UTF_8);
    }

    private static Optional<String> parameter(String value, String name) {
        for (String part : value.split(";", -1)) {
            if (part.strip().startsWith(name + "=")) {
                return Optional.of(part.strip().substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }

    private static String word(String line, int index) {
        String[] words = line.strip().split(" +", -1);
        return index < words.length ? words[index] : "";
    }
}
