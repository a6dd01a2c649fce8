package dev.parley.conference.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** A document as any XML parser sees it. Every document of every test comes through here and must be valid. */
public final class Dom {
    private static final String NAMESPACE = "urn:ietf:params:xml:ns:conference-info";

    private Dom() {}

    public static Element valid(byte[] document) {
        assertThat(Schema.complaint(document))
                .as(new String(document, StandardCharsets.UTF_8))
                .isEmpty();
        return parsed(document);
    }

    public static Element parsed(byte[] document) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(document))
                    .getDocumentElement();
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError("not XML: " + new String(document, StandardCharsets.UTF_8), e);
        }
    }

    public static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element
                    && name.equals(element.getLocalName())
                    && NAMESPACE.equals(element.getNamespaceURI())) {
                found.add(element);
            }
        }
        return found;
    }

    /** The elements at the end of a path such as {@code users/user/endpoint}. */
    public static List<Element> all(Element root, String path) {
        List<Element> found = List.of(root);
        for (String name : path.split("/")) {
            found = found.stream()
                    .flatMap(parent -> children(parent, name).stream())
                    .toList();
        }
        return found;
    }

    public static List<String> texts(Element root, String path) {
        return all(root, path).stream().map(Element::getTextContent).toList();
    }

    public static String text(Element root, String path) {
        return String.join("|", texts(root, path));
    }

    public static String state(Element element) {
        return element.hasAttribute("state") ? element.getAttribute("state") : "full";
    }
}
