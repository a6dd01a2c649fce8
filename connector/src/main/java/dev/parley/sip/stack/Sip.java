package dev.parley.sip.stack;

import java.text.ParseException;
import java.util.Collection;
import java.util.List;
import javax.sip.InvalidArgumentException;
import javax.sip.PeerUnavailableException;
import javax.sip.SipFactory;
import javax.sip.address.Address;
import javax.sip.address.AddressFactory;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.Header;
import javax.sip.header.HeaderFactory;
import javax.sip.message.Message;
import javax.sip.message.MessageFactory;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** Makes addresses, headers and messages, all through the gate {@link SipText}. */
public final class Sip {
    public static final String PRODUCT = "Parley";

    private final AddressFactory addresses;
    private final HeaderFactory headers;
    private final MessageFactory messages;
    private final Ids ids = new Ids();
    private final Parsed<URI> uris = new Parsed<>(this::parsedUri, uri -> (URI) uri.clone());
    private final Parsed<ContentTypeHeader> types =
            new Parsed<>(this::parsedType, type -> (ContentTypeHeader) type.clone());
    private final Parsed<Header> repeated = new Parsed<>(this::parsedHeader, header -> (Header) header.clone());
    private final Header product;
    private final Header server;

    public Sip() {
        SipFactory factory = SipFactory.getInstance();
        factory.setPathName("gov.nist");
        try {
            this.addresses = factory.createAddressFactory();
            this.headers = factory.createHeaderFactory();
            this.messages = factory.createMessageFactory();
        } catch (PeerUnavailableException e) {
            throw new IllegalStateException("jain-sip is not on the class path", e);
        }
        this.product = header("User-Agent", PRODUCT);
        this.server = header("Server", PRODUCT);
    }

    public String newId() {
        return ids.next();
    }

    /** @throws IllegalArgumentException if it is no URI */
    public URI uri(String uri) {
        return uris.get(uri);
    }

    private URI parsedUri(String uri) {
        return made(() -> addresses.createURI(SipText.line(uri)), "URI");
    }

    private ContentTypeHeader parsedType(String type) {
        return (ContentTypeHeader) header(ContentTypeHeader.NAME, type);
    }

    /** @throws IllegalArgumentException if it is no SIP or SIPS URI */
    public SipURI sipUri(String uri) {
        if (uri(uri) instanceof SipURI sip) {
            return sip;
        }
        throw new IllegalArgumentException("no SIP URI");
    }

    /** A name-addr; without a name if it is empty. */
    public Address address(String name, String uri) {
        Address address = addresses.createAddress(uri(uri));
        if (!name.isBlank()) {
            made(
                    () -> {
                        address.setDisplayName(SipText.quoted(name));
                        return address;
                    },
                    "display name");
        }
        return address;
    }

    /**
     * A header for each value: jain-sip makes one header of one value, and writes those of one name as a list.
     *
     * @param values of which there are few, such as methods
     */
    public List<Header> headers(String name, Collection<String> values) {
        return values.stream().map(value -> repeated.get(name + ":" + value)).toList();
    }

    private Header parsedHeader(String line) {
        int colon = line.indexOf(':');
        return header(line.substring(0, colon), line.substring(colon + 1));
    }

    /** What Parley calls itself in a response. */
    Header server() {
        return (Header) server.clone();
    }

    /** A header by its name, its one value as it is written. */
    public Header header(String name, String value) {
        return made(() -> headers.createHeader(SipText.token(name), SipText.line(value)), name);
    }

    /**
     * A request without Via and Contact.
     *
     * @param from with its tag
     * @param to with its tag inside of a dialog
     */
    public Request request(String method, URI target, Parties parties, long cseq) {
        return made(
                () -> {
                    Request request = messages.createRequest(
                            target,
                            SipText.token(method),
                            headers.createCallIdHeader(SipText.callId(parties.callId())),
                            headers.createCSeqHeader(cseq, method),
                            headers.createFromHeader(parties.from(), parties.fromTag()),
                            headers.createToHeader(parties.to(), parties.toTag().isEmpty() ? null : parties.toTag()),
                            List.of(),
                            headers.createMaxForwardsHeader(70));
                    request.addHeader((Header) product.clone());
                    return request;
                },
                method);
    }

    /**
     * Who speaks to whom.
     *
     * @param toTag empty outside of a dialog
     */
    public record Parties(String callId, Address from, String fromTag, Address to, String toTag) {}

    /** @param type for example {@code text/plain;charset=UTF-8} */
    public void body(Message message, String type, byte[] body) {
        made(
                () -> {
                    message.setContent(body, types.get(type));
                    return message;
                },
                "body");
    }

    Response response(Request request, int code) {
        return made(() -> messages.createResponse(code, request), "response");
    }

    HeaderFactory headers() {
        return headers;
    }

    private interface Making<T> {
        T make() throws ParseException, InvalidArgumentException;
    }

    private static <T> T made(Making<T> making, String what) {
        try {
            return making.make();
        } catch (ParseException | InvalidArgumentException e) {
            throw new IllegalArgumentException("cannot be written in SIP: " + what, e);
        }
    }
}
