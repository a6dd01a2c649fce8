package dev.parley.chat;

import java.util.Optional;

/**
 * What goes out in one message: a copy, or one of the numbered parts that it had to be cut into.
 *
 * @param body as the phone shows it: with the sender's name if the copy wants it, and a number if there are several
 * @param html the same as HTML, where the phone shows it and the copy is not cut
 * @param unsigned the same without the name, where the phone shows that beside it and the copy is not cut
 */
public record Part(Copy copy, Route route, String body, Optional<String> html, Optional<Unsigned> unsigned) {
    public Part(Copy copy, Route route, String body) {
        this(copy, route, body, Optional.empty(), Optional.empty());
    }
}
