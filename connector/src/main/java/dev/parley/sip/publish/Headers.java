package dev.parley.sip.publish;

import java.util.Iterator;
import java.util.Optional;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.sip.header.Header;
import javax.sip.message.Message;

/** Headers as streams; jain-sip has null for none. */
final class Headers {
    private Headers() {}

    static <H extends Header> Optional<H> first(Message message, String name, Class<H> type) {
        return all(message, name, type).findFirst();
    }

    static <H extends Header> Stream<H> all(Message message, String name, Class<H> type) {
        Iterator<?> headers = message.getHeaders(name);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(headers, 0), false)
                .filter(type::isInstance)
                .map(type::cast);
    }
}
