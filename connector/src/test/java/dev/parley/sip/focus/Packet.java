package dev.parley.sip.focus;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A SIP message as it is on the wire, read by nobody's SIP stack. */
public record Packet(String start, List<String> lines, String body) {
    public static Packet parse(byte[] bytes, int length) {
        String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        List<String> head = Arrays.asList(text.substring(0, end).split("\r\n"));
        return new Packet(head.getFirst(), List.copyOf(head.subList(1, head.size())), text.substring(end + 4));
    }

    public boolean isRequest() {
        return !start.startsWith("SIP/2.0");
    }

    public boolean isRequest(String method) {
        return start.startsWith(method + " ");
    }

    public int code() {
        return isRequest() ? 0 : Integer.parseInt(start.split(" ")[1]);
    }

    public String uri() {
        return start.split(" ")[1];
    }

    /** Each value of a header whose values hold no comma. */
    public List<String> list(String name) {
        return all(name).stream()
                .flatMap(line -> Arrays.stream(line.split("\\s*,\\s*")))
                .toList();
    }

    /** Values of all headers of this name, lists taken apart only where the stack writes them as several lines. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (line.substring(0, colon).strip().equalsIgnoreCase(name)) {
                values.add(line.substring(colon + 1).strip());
            }
        }
        return values;
    }

    public Optional<String> find(String name) {
        return all(name).stream().findFirst();
    }

    public String header(String name) {
        return find(name).orElse("");
    }

    public String method() {
        return header("CSeq").replaceFirst("^[0-9]+ +", "");
    }

    public long number() {
        return Long.parseLong(header("CSeq").split(" ")[0]);
    }

    public String tag(String name) {
        String value = header(name);
        int at = value.indexOf(";tag=");
        return at < 0 ? "" : value.substring(at + 5).split(";")[0];
    }

    /** The address between the brackets. */
    public String address(String name) {
        String value = header(name);
        return value.substring(value.indexOf('<') + 1, value.indexOf('>'));
    }
}
