package dev.parley.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PhoneXmlTest {
    private static final String TYPING =
            "<?xml version='1.0'?><isComposing xmlns='urn:ietf:params:xml:ns:im-iscomposing'"
                    + " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'><state>active</state>"
                    + "<contenttype>text/plain</contenttype><refresh>90</refresh></isComposing>";
    private static final String SHOWN = "<imdn xmlns='urn:ietf:params:xml:ns:imdn'><message-id>34jk324j</message-id>"
            + "<datetime>2008-04-04T12:16:49-05:00</datetime><display-notification><status><displayed/></status>"
            + "</display-notification></imdn>";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Composing typing(String xml) throws NotTaken {
        return Composing.read(bytes(xml));
    }

    private static void assertRefused(int code, String xml) {
        assertThatThrownBy(() -> typing(xml))
                .as(xml.substring(0, Math.min(200, xml.length())))
                .isInstanceOfSatisfying(
                        NotTaken.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void a_typing_notice_says_who_types_for_how_long() throws NotTaken {
        assertThat(typing(TYPING)).isEqualTo(new Composing(true, Duration.ofSeconds(90)));
        assertThat(typing(TYPING.replace("<refresh>90</refresh>", "")).refresh())
                .isEqualTo(Duration.ofSeconds(120));
        assertThat(typing(TYPING.replace("active", " idle "))).isEqualTo(new Composing(false, Duration.ofSeconds(90)));
        assertThat(typing(TYPING.replace("active", "asleep")).active()).isFalse();
        assertThat(typing(TYPING.replace("90", "999999")).refresh()).isEqualTo(Duration.ofSeconds(600));
        assertThat(typing(TYPING.replace("90", "soon")).refresh()).isEqualTo(Duration.ofSeconds(120));
    }

    @Test
    void a_typing_notice_is_passed_on_with_its_two_facts_only() throws NotTaken {
        Composing notice = typing(TYPING.replace("<contenttype>", "<x xmlns='urn:evil'>y</x><contenttype>"));
        assertThat(notice.written()).doesNotContain("evil", "text/plain");
        assertThat(typing(notice.written())).isEqualTo(notice);
        assertThat(typing(new Composing(false, Duration.ofSeconds(1)).written()).active())
                .isFalse();
    }

    @Test
    void a_receipt_says_what_became_of_which_message() throws NotTaken {
        assertThat(Receipt.read(bytes(SHOWN)))
                .isEqualTo(new Receipt("34jk324j", Receipt.Kind.DISPLAY, Receipt.Status.DISPLAYED));
        assertThat(Receipt.read(bytes(SHOWN.replace("display-", "delivery-").replace("displayed", "failed"))))
                .isEqualTo(new Receipt("34jk324j", Receipt.Kind.DELIVERY, Receipt.Status.FAILED));
    }

    @Test
    void a_receipt_is_read_as_it_was_written() throws NotTaken {
        for (Receipt.Kind kind : Receipt.Kind.values()) {
            for (Receipt.Status status : Receipt.Status.values()) {
                Receipt receipt = new Receipt("a<&b", kind, status);
                assertThat(Receipt.read(receipt.written("sip:bob@x", Instant.EPOCH)))
                        .isEqualTo(receipt);
            }
        }
    }

    @Test
    void a_receipt_without_id_or_status_is_refused() {
        for (String xml : List.of(
                SHOWN.replace("34jk324j", ""),
                SHOWN.replace("34jk324j", "a b"),
                SHOWN.replace("34jk324j", "a".repeat(200)),
                SHOWN.replace("<displayed/>", "<x/>"),
                SHOWN.replace("urn:ietf:params:xml:ns:imdn", "urn:other"))) {
            assertThatThrownBy(() -> Receipt.read(bytes(xml))).as(xml).isInstanceOf(NotTaken.class);
        }
    }

    @Test
    void a_prefix_changes_nothing_and_another_namespace_everything() throws NotTaken {
        String prefixed = "<c:isComposing xmlns:c='urn:ietf:params:xml:ns:im-iscomposing'><c:state>active</c:state>"
                + "</c:isComposing>";
        assertThat(typing(prefixed).active()).isTrue();
        assertRefused(400, prefixed.replace("im-iscomposing", "other"));
        assertRefused(400, prefixed.replace("<c:state>", "<x><c:state>").replace("</c:state>", "</c:state></x>"));
    }

    @Test
    void a_document_type_is_refused_whatever_it_does() throws Exception {
        Path secret = Files.writeString(Files.createTempFile("parley", ".txt"), "active");
        for (String type : List.of(
                "<!DOCTYPE isComposing>",
                "<!DOCTYPE isComposing SYSTEM 'http://127.0.0.1:9/x.dtd'>",
                "<!DOCTYPE isComposing [<!ENTITY e 'active'>]>",
                "<!DOCTYPE isComposing [<!ENTITY e SYSTEM '" + secret.toUri() + "'>]>",
                bomb())) {
            assertRefused(400, TYPING.replace("<isComposing", type + "<isComposing"));
            assertRefused(
                    400, TYPING.replace("<isComposing", type + "<isComposing").replace("active", "&e;"));
        }
        Files.delete(secret);
    }

    /** Ten levels of ten references each. */
    private static String bomb() {
        StringBuilder type = new StringBuilder("<!DOCTYPE isComposing [<!ENTITY a0 'ha'>");
        for (int i = 1; i < 11; i++) {
            type.append("<!ENTITY ")
                    .append(i == 10 ? "e" : "a" + i)
                    .append(" '")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("'>");
        }
        return type.append("]>").toString();
    }

    @Test
    void deep_long_and_broken_documents_are_refused() {
        assertRefused(400, TYPING.replace("<state>", "<x>".repeat(1000) + "<state>"));
        assertRefused(400, TYPING.replace("<state>", "<x/>".repeat(1000) + "<state>"));
        assertRefused(413, TYPING.replace("<state>", " ".repeat(17_000) + "<state>"));
        assertRefused(400, TYPING.replace("</isComposing>", ""));
        assertRefused(400, TYPING.replace("<state>active</state>", ""));
        assertRefused(400, "");
        assertRefused(400, "active");
    }

    @Property
    void whatever_comes_is_read_or_refused(@ForAll byte[] bytes, @ForAll String text) {
        for (byte[] body : List.of(bytes, bytes(text), bytes(TYPING.replace("active", text)), bytes(TYPING + text))) {
            try {
                assertThat(Composing.read(body).refresh()).isPositive();
            } catch (NotTaken e) {
                assertThat(e.code()).isEqualTo(400);
            }
        }
    }
}
