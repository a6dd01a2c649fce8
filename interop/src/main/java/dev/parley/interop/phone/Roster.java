package dev.parley.interop.phone;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Who is in a room by what conference documents have told (RFC 4575 §4.6): names as they are shown. */
final class Roster {
    private static final String NAMESPACE = "urn:ietf:params:xml:ns:conference-info";

    private final Map<String, String> users = new TreeMap<>();

    private Roster() {}

    /** @param documents in the order in which they came */
    static Set<String> of(List<byte[]> documents) {
        Roster roster = new Roster();
        documents.forEach(roster::told);
        return new TreeSet<>(roster.users.values());
    }

    private void told(byte[] document) {
        Element root = parse(document);
        if (root.getAttribute("state").equals("full")) {
            users.clear();
        }
        NodeList all = root.getElementsByTagNameNS(NAMESPACE, "user");
        for (int i = 0; i < all.getLength(); i++) {
            told((Element) all.item(i));
        }
    }

    private void told(Element user) {
        String entity = user.getAttribute("entity");
        if (user.getAttribute("state").equals("deleted")) {
            users.remove(entity);
            return;
        }
        NodeList names = user.getElementsByTagNameNS(NAMESPACE, "display-text");
        String name = names.getLength() == 0 ? entity : names.item(0).getTextContent();
        users.put(entity, name);
    }

    private static Element parse(byte[] document) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(document))
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalArgumentException("no document that can be read", e);
        }
    }
}
