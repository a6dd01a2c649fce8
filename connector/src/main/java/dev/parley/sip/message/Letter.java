package dev.parley.sip.message;

import java.util.List;
import java.util.Optional;

/** The body of a MESSAGE, read: what it says, and the envelope if it came in one. */
public record Letter(Optional<Envelope> envelope, Content content) {
    /** What can be read, for the Accept header of a 415 (RFC 3428 §9). */
    static final List<String> TYPES =
            List.of("text/plain", "text/html", Cpim.TYPE, Composing.TYPE, Receipt.TYPE, "multipart/alternative");

    private static final int MOST_MARKUP = 16_384;

    /**
     * @param type value of Content-Type, not empty
     * @throws NotTaken with the answer that the sender gets
     */
    public static Letter read(String type, byte[] body) throws NotTaken {
        Entity entity = new Entity(MediaType.parse(type), body);
        if (!entity.type().name().equals(Cpim.TYPE)) {
            return new Letter(Optional.empty(), content(entity));
        }
        Cpim cpim = CpimReader.read(body);
        return new Letter(Optional.of(Envelope.of(cpim)), content(cpim.content()));
    }

    private static Content content(Entity entity) throws NotTaken {
        return switch (entity.type().name()) {
            case "text/plain" -> new Content.Words(text(entity), Optional.empty());
            case "text/html" -> html(text(entity));
            case "multipart/alternative" -> alternative(Alternatives.parse(entity));
            case Composing.TYPE -> new Content.Typing(Composing.read(entity.bytes()));
            case Receipt.TYPE -> new Content.Received(Receipt.read(entity.bytes()));
            default -> throw NotTaken.unsupported("a type that rooms do not take");
        };
    }

    private static Content html(String html) {
        return new Content.Words(Html.toText(html), shown(html));
    }

    /** The room's limit is for the words: markup that is so much longer than any words is not worth its way. */
    private static Optional<String> shown(String html) {
        return Optional.of(Html.harmless(html)).filter(harmless -> harmless.length() <= MOST_MARKUP);
    }

    /** The plain spelling is what its sender's program made of the other one. */
    private static Content alternative(List<Entity> parts) throws NotTaken {
        Optional<Entity> html = Alternatives.ofType(parts, "text/html");
        Optional<Entity> plain = Alternatives.ofType(parts, "text/plain");
        if (plain.isEmpty()) {
            return html(text(html.orElseThrow(() -> NotTaken.unsupported("alternatives without a text"))));
        }
        Optional<String> shown = html.isEmpty() ? Optional.empty() : shown(text(html.orElseThrow()));
        return new Content.Words(text(plain.orElseThrow()), shown);
    }

    private static String text(Entity entity) throws NotTaken {
        return Charsets.decode(entity.bytes(), entity.type());
    }
}
