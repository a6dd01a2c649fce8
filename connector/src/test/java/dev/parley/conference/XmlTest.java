package dev.parley.conference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conference.reader.Dom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class XmlTest {
    private static Element read(String text) {
        return Dom.parsed(
                new Xml().open("a", "b", text).text("c", text).close("a").bytes());
    }

    /** XML 1.0 §2.2. */
    private static String carried(String text) {
        return text.replaceAll("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "\uFFFD");
    }

    @Property
    void any_text_is_read_as_it_was_written(@ForAll String text) {
        Element read = read(text);
        assertThat(read.getAttribute("b")).isEqualTo(carried(text));
        assertThat(read.getTextContent()).isEqualTo(carried(text));
        assertThat(read.getChildNodes().getLength()).isEqualTo(1);
        assertThat(read.getAttributes().getLength()).isEqualTo(1);
    }

    @Test
    void markup_quotes_line_ends_and_the_end_of_cdata_stay_text() {
        String hostile = "]]></c><x y='\"'/>&amp;<!-- \r\n\t --><![CDATA[";
        assertThat(read(hostile).getTextContent()).isEqualTo(hostile);
        assertThat(read(hostile).getAttribute("b")).isEqualTo(hostile);
    }

    @Test
    void what_xml_cannot_carry_is_replaced_and_emoji_are_not() {
        assertThat(read("a\u0000\u001b\ud83d \udc4d\ufffe\uffff👍").getTextContent())
                .isEqualTo("a\ufffd\ufffd\ufffd \ufffd\ufffd\ufffd👍");
    }
}
