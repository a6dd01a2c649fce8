package dev.parley.conference;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Writes a document; the order of the elements is the schema's (RFC 4575 §6). Every {@code state} is written out: the
 * default is full even inside a partial parent (§4.4), and a reader that goes by it would flush the whole roster.
 */
final class DocumentWriter {
    private static final String NAMESPACE = "urn:ietf:params:xml:ns:conference-info";

    private final Xml xml = new Xml();

    private DocumentWriter() {}

    static byte[] bytes(Document document) {
        DocumentWriter writer = new DocumentWriter();
        writer.document(document);
        return writer.xml.bytes();
    }

    private void document(Document document) {
        // No prefix: Jitsi Desktop looks for the bare names.
        xml.open(
                "conference-info",
                "xmlns",
                NAMESPACE,
                "entity",
                document.description().entity(),
                "state",
                document.state().written,
                "version",
                Long.toString(document.version()));
        description(document.description());
        conference(document.conference(), document.state() != State.DELETED);
        xml.open("users", "state", document.state() == State.PARTIAL ? "partial" : "full");
        document.users().forEach(this::user);
        document.deleted().forEach(user -> xml.empty("user", "entity", user, "state", "deleted"));
        xml.close("users").close("conference-info");
    }

    private void description(Description description) {
        xml.open("conference-description");
        xml.text("display-text", description.displayText());
        xml.text("subject", description.subject());
        uris(description.conferenceUris());
        description.maximumUserCount().ifPresent(most -> xml.text("maximum-user-count", Integer.toString(most)));
        available(description.media());
        xml.close("conference-description");
    }

    /** The schema has no empty lists of URIs or media. */
    private void uris(List<String> uris) {
        if (uris.isEmpty()) {
            return;
        }
        xml.open("conf-uris");
        uris.forEach(uri -> xml.open("entry")
                .text("uri", uri)
                .text("purpose", "participation")
                .close("entry"));
        xml.close("conf-uris");
    }

    private void available(List<Media> media) {
        if (media.isEmpty()) {
            return;
        }
        xml.open("available-media");
        media.forEach(medium -> xml.open("entry", "label", medium.label())
                .text("type", medium.type())
                .text("status", medium.status().written)
                .close("entry"));
        xml.close("available-media");
    }

    /** Active means that a call to the room can join (§5.5.2): a locked room still takes whom the PBX lets in. */
    private void conference(ConferenceState state, boolean active) {
        xml.open("conference-state");
        xml.text("user-count", Integer.toString(state.userCount()));
        state.locked()
                .ifPresent(locked ->
                        xml.text("active", Boolean.toString(active)).text("locked", Boolean.toString(locked)));
        xml.close("conference-state");
    }

    private void user(User user) {
        xml.open("user", "entity", user.entity(), "state", "full");
        unlessEmpty("display-text", user.displayText());
        if (!user.roles().isEmpty()) {
            xml.open("roles");
            user.roles().forEach(role -> xml.text("entry", role));
            xml.close("roles");
        }
        user.endpoints().forEach(this::endpoint);
        xml.close("user");
    }

    private void endpoint(Endpoint endpoint) {
        xml.open("endpoint", "entity", endpoint.entity(), "state", "full");
        unlessEmpty("display-text", endpoint.device());
        endpoint.joining()
                .referred()
                .ifPresent(referred -> execution("referred", referred.at(), Optional.of(referred.by())));
        xml.text("status", endpoint.status().written);
        endpoint.joining().method().ifPresent(method -> xml.text("joining-method", method.written));
        endpoint.joining().at().ifPresent(at -> execution("joining-info", at, Optional.empty()));
        endpoint.departure()
                .flatMap(Departure::method)
                .ifPresent(method -> xml.text("disconnection-method", method.written));
        endpoint.departure().ifPresent(gone -> execution("disconnection-info", gone.at(), gone.by()));
        endpoint.media().forEach(this::media);
        xml.close("endpoint");
    }

    private void media(Media media) {
        xml.open("media", "id", media.id())
                .text("type", media.type())
                .text("label", media.label())
                .text("status", media.status().written)
                .close("media");
    }

    /** When something was done, and at whose word (RFC 4575 §6, execution-type). */
    private void execution(String element, Instant at, Optional<String> by) {
        xml.open(element).text("when", at.truncatedTo(ChronoUnit.SECONDS).toString());
        by.ifPresent(who -> xml.text("by", who));
        xml.close(element);
    }

    private void unlessEmpty(String element, String text) {
        if (!text.isEmpty()) {
            xml.text(element, text);
        }
    }
}
