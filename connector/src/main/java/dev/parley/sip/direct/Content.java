package dev.parley.sip.direct;

import java.nio.charset.StandardCharsets;

/**
 * A body and what it is.
 *
 * @param type with its parameters; never left out: a Linphone call answers nothing more after a MESSAGE without one (5.1)
 */
record Content(String type, byte[] body) {
    static final String PLAIN = "text/plain;charset=UTF-8";
    static final String HTML = "text/html;charset=UTF-8";
    static final String CPIM = "message/cpim";

    static Content plain(String text) {
        return new Content(PLAIN, text.getBytes(StandardCharsets.UTF_8));
    }

    static Content html(String html) {
        return new Content(HTML, html.getBytes(StandardCharsets.UTF_8));
    }

    boolean isPlain() {
        return type.equals(PLAIN);
    }
}
