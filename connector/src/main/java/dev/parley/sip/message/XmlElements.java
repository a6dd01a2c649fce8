package dev.parley.sip.message;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A small XML document of one namespace, as the elements that it has: each by its path below the root, with its text.
 * The document comes from a phone, so it is read as a stream, without a document type (which could name files and
 * servers, or grow without end), and neither deep nor long.
 */
final class XmlElements {
    private static final int MOST_BYTES = 16_384;
    private static final int DEEPEST = 20;
    private static final int MOST_ELEMENTS = 200;

    private final Map<String, String> elements = new LinkedHashMap<>();

    private XmlElements() {}

    /** @param namespace of the elements that count; others are extensions, and skipped with what is in them */
    static XmlElements read(byte[] xml, String root, String namespace) throws NotTaken {
        if (xml.length > MOST_BYTES) {
            throw NotTaken.tooLarge("an XML document of " + xml.length + " bytes");
        }
        XmlElements read = new XmlElements();
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(utf8(xml)));
            read.all(reader, root, namespace);
        } catch (XMLStreamException | RuntimeException e) { // the JDK's reader has thrown both at broken input
            throw NotTaken.malformed("not XML");
        }
        return read;
    }

    /** Bytes that it cannot decode the JDK's reader complains about on standard error (seen with 25), so it gets none. */
    private static String utf8(byte[] xml) throws NotTaken {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(xml))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw NotTaken.malformed("XML that is not UTF-8");
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        return factory;
    }

    private void all(XMLStreamReader reader, String root, String namespace) throws XMLStreamException, NotTaken {
        Deque<String> path = new ArrayDeque<>();
        int seen = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw NotTaken.malformed("XML with a document type or entities of its own");
                case XMLStreamConstants.START_ELEMENT -> {
                    seen++;
                    path.addLast(name(reader, namespace, path));
                    if (path.size() > DEEPEST || seen > MOST_ELEMENTS) {
                        throw NotTaken.malformed("XML that is too deep or has too many elements");
                    }
                    elements.putIfAbsent(below(path), "");
                }
                case XMLStreamConstants.END_ELEMENT -> path.removeLast();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                    elements.merge(below(path), reader.getText(), String::concat);
                default -> {} // comments, instructions
            }
        }
        if (!elements.containsKey(root)) {
            throw NotTaken.malformed("XML without the element " + root);
        }
    }

    /** What is foreign makes everything in it foreign too. */
    private static String name(XMLStreamReader reader, String namespace, Deque<String> path) {
        boolean known = namespace.equals(reader.getNamespaceURI());
        boolean inKnown = path.isEmpty() || !path.getLast().startsWith("?");
        return known && inKnown ? reader.getLocalName() : "?";
    }

    private static String below(Deque<String> path) {
        return String.join("/", path);
    }

    /** The text of the first element with this path, without blanks around it. */
    Optional<String> text(String path) {
        return Optional.ofNullable(elements.get(path)).map(String::strip);
    }

    boolean has(String path) {
        return elements.containsKey(path);
    }
}
