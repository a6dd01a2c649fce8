package dev.parley.esl;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An event for {@code sendevent}. FreeSWITCH 1.11 does not decode header values, so they go out as they are; anything may
 * be in the body.
 */
public final class OutgoingEvent {
    private final String name;
    private final List<EslHeaders.Header> headers;
    private final byte[] body;

    private OutgoingEvent(String name, List<EslHeaders.Header> headers, byte[] body) {
        this.name = name;
        this.headers = headers;
        this.body = body;
    }

    /** @param name for example {@code SEND_MESSAGE} */
    public static OutgoingEvent named(String name) {
        return new OutgoingEvent(EslText.headerName(name), List.of(), new byte[0]);
    }

    /** @param subclass for example {@code SMS::SEND_MESSAGE} */
    public static OutgoingEvent custom(String subclass) {
        return named("CUSTOM").with("Event-Subclass", subclass);
    }

    /**
     * @return the event with one header more
     * @throws IllegalArgumentException if the name or the value could not be sent unharmed
     */
    public OutgoingEvent with(String header, String value) {
        if (header.equalsIgnoreCase("Content-Length")) {
            throw new IllegalArgumentException("Content-Length is counted from the body");
        }
        List<EslHeaders.Header> more = new ArrayList<>(headers);
        more.add(new EslHeaders.Header(EslText.headerName(header), EslText.line("the header " + header, value)));
        return new OutgoingEvent(name, List.copyOf(more), body);
    }

    public OutgoingEvent withBody(String text) {
        return withBody(text.getBytes(StandardCharsets.UTF_8));
    }

    public OutgoingEvent withBody(byte[] bytes) {
        return new OutgoingEvent(name, headers, bytes.clone());
    }

    byte[] command() {
        StringBuilder head = new StringBuilder("sendevent ").append(name).append('\n');
        headers.forEach(header ->
                head.append(header.name()).append(": ").append(header.value()).append('\n'));
        if (body.length > 0) {
            head.append("Content-Length: ").append(body.length).append('\n');
        }
        head.append('\n');
        ByteArrayOutputStream command = new ByteArrayOutputStream(head.length() + body.length);
        command.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
        command.writeBytes(body);
        return command.toByteArray();
    }

    @Override
    public String toString() {
        return name + " (" + headers.size() + " headers, body of " + body.length + " bytes)";
    }
}
