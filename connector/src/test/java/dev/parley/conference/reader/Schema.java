package dev.parley.conference.reader;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;

/** The schema of RFC 4575 §6. */
public final class Schema {
    private static final String XML = "http://www.w3.org/XML/1998/namespace";
    private static final javax.xml.validation.Schema CONFERENCE_INFO = load();

    private Schema() {}

    /** Why the document is not valid, empty if it is. */
    public static String complaint(byte[] document) {
        try {
            CONFERENCE_INFO.newValidator().validate(new StreamSource(new ByteArrayInputStream(document)));
            return "";
        } catch (SAXException e) {
            return e.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The schema imports the xml: namespace from the network but uses nothing of it: an empty one will do. */
    private static javax.xml.validation.Schema load() {
        try {
            var implementation = (DOMImplementationLS)
                    DOMImplementationRegistry.newInstance().getDOMImplementation("LS");
            SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
            factory.setResourceResolver((type, namespace, publicId, systemId, base) -> {
                LSInput empty = implementation.createLSInput();
                empty.setCharacterStream(new StringReader(
                        "<schema xmlns='http://www.w3.org/2001/XMLSchema' targetNamespace='" + XML + "'/>"));
                return empty;
            });
            URL schema = Objects.requireNonNull(Schema.class.getResource("/conference/conference-info.xsd"));
            return factory.newSchema(schema);
        } catch (SAXException | ReflectiveOperationException e) {
            throw new IllegalStateException("the schema of conference-info cannot be read", e);
        }
    }
}
