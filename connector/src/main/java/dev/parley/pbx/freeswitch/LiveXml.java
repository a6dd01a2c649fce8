package dev.parley.pbx.freeswitch;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The configuration that FreeSWITCH runs with, as {@code xml_locate root} prints it: all files together, after includes. */
final class LiveXml {
    private final Element root;

    private LiveXml(Element root) {
        this.root = root;
    }

    /** Empty if it is no XML: the user may not run the command. */
    static Optional<LiveXml> read(String printed) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new ThrowingHandler());
            return Optional.of(new LiveXml(
                    builder.parse(new InputSource(new StringReader(printed))).getDocumentElement()));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            return Optional.empty();
        }
    }

    /** The parser's own handler prints to stderr. */
    private static final class ThrowingHandler extends org.xml.sax.helpers.DefaultHandler {}

    /** The extensions of all contexts of the chatplan. */
    List<Element> chatplan() {
        return named(root, "section", "chatplan")
                .flatMap(section -> all(section, "extension"))
                .toList();
    }

    List<Element> sofiaProfiles() {
        return configuration("sofia.conf")
                .flatMap(sofia -> all(sofia, "profile"))
                .toList();
    }

    List<Element> conferenceProfiles() {
        return configuration("conference.conf")
                .flatMap(conference -> all(conference, "profile"))
                .toList();
    }

    Optional<String> eventSocketParam(String name) {
        return configuration("event_socket.conf")
                .flatMap(socket -> param(socket, name).stream())
                .findFirst();
    }

    /** Actions of the dialplan that set a variable of this name. */
    boolean dialplanSets(String variable) {
        return named(root, "section", "dialplan")
                .flatMap(section -> all(section, "action"))
                .anyMatch(action -> action.getAttribute("data").startsWith(variable + "="));
    }

    /** Conditions of the dialplan that look at a variable of this name. */
    boolean dialplanAsks(String variable) {
        return named(root, "section", "dialplan")
                .flatMap(section -> all(section, "condition"))
                .anyMatch(condition -> condition.getAttribute("field").contains(variable));
    }

    static Optional<String> param(Element under, String name) {
        return named(under, "param", name)
                .map(param -> param.getAttribute("value"))
                .reduce((first, last) -> last);
    }

    static boolean has(Element extension, String application) {
        return all(extension, "action")
                .anyMatch(action -> action.getAttribute("application").equals(application));
    }

    static Stream<Element> all(Element under, String tag) {
        NodeList nodes = under.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element) {
                elements.add(element);
            }
        }
        return elements.stream();
    }

    private Stream<Element> configuration(String name) {
        return named(root, "configuration", name);
    }

    private static Stream<Element> named(Element under, String tag, String name) {
        return all(under, tag).filter(element -> element.getAttribute("name").equals(name));
    }
}
