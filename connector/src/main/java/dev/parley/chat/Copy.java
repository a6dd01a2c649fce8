package dev.parley.chat;

import dev.parley.room.Member;
import dev.parley.room.RoomId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One text for one member.
 *
 * @param room the one that the member is in: what the copy comes from, so that an answer stays in the chat
 * @param from the sender's name as the members read it
 * @param html the body as HTML, for a phone that shows it; empty if it was none or the phone shows none
 * @param nameInText whether the name also has to stand in the text
 * @param routes in the order in which they are tried, empty if no route is safe for this phone
 * @param exceptSource address of the device that the text came from, which gets no copy although it belongs to the
 *     same account; empty for another account's copy
 * @param expires after this moment the copy is not worth sending
 * @param origin for a phone that shows it beside the text; empty for any other
 */
public record Copy(
        TextId text,
        RoomId room,
        Member to,
        String from,
        String body,
        Optional<String> html,
        boolean nameInText,
        List<Route> routes,
        String exceptSource,
        Instant expires,
        Optional<Origin> origin) {
    public Copy {
        routes = List.copyOf(routes);
    }

    /** A copy for a phone that shows nothing beside the text. */
    public Copy(
            TextId text,
            RoomId room,
            Member to,
            String from,
            String body,
            Optional<String> html,
            boolean nameInText,
            List<Route> routes,
            String exceptSource,
            Instant expires) {
        this(text, room, to, from, body, html, nameInText, routes, exceptSource, expires, Optional.empty());
    }
}
