package dev.parley.sip.focus.call;

import dev.parley.sip.stack.Sip;
import java.util.Arrays;
import java.util.Optional;
import javax.sip.header.ContentTypeHeader;
import javax.sip.message.Message;

/**
 * The last session description of one side, for whoever has to be shown it again.
 *
 * @param type with its parameters
 */
record Said(String type, byte[] body) {
    static Optional<Said> in(Message message) {
        byte[] body = message.getRawContent();
        if (body == null
                || body.length == 0
                || !(message.getHeader("Content-Type") instanceof ContentTypeHeader type)) {
            return Optional.empty();
        }
        String line = type.toString().strip();
        return Optional.of(new Said(line.substring(line.indexOf(':') + 1).strip(), body));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Said same && type.equals(same.type) && Arrays.equals(body, same.body);
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + Arrays.hashCode(body);
    }

    void putInto(Sip sip, Message message) {
        sip.body(message, type, body);
    }
}
