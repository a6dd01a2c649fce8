package dev.parley.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CpimTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final String GOOD = """
            From: Alice <sip:alice@pbx.example>
            To: <sip:3001@pbx.example>
            DateTime: 2026-11-24T12:00:00Z

            Content-Type: text/plain; charset=utf-8

            hello""";

    private static byte[] bytes(String text) {
        return text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Cpim read(String text) throws NotTaken {
        return CpimReader.read(bytes(text));
    }

    private static void assertRefused(int code, String text) {
        assertThatThrownBy(() -> read(text))
                .as(text)
                .isInstanceOfSatisfying(
                        NotTaken.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static String with(String header) {
        return header + "\n" + GOOD;
    }

    /** RFC 3862 §5.1, less its signature. */
    @Test
    void the_example_of_the_rfc_is_read() throws NotTaken {
        Cpim cpim = read("""
                From: MR SANDERS <im:piglet@100akerwood.com>
                To: Depressed Donkey <im:eeyore@100akerwood.com>
                DateTime: 2000-12-13T13:40:00-08:00
                Subject: the weather will be fine today
                Subject:;lang=fr beau temps prevu pour aujourd'hui
                NS: MyFeatures <mid:MessageFeatures@id.foo.com>
                MyFeatures.VitalMessageOption: Confirmation-requested
                MyFeatures.WackyMessageOption: Use-silly-font

                Content-type: text/xml; charset=utf-8
                Content-ID: <1234567890@foo.com>

                <body>
                Here is the text of my message.
                </body>""");
        assertThat(cpim.addresses("From")).containsExactly("im:piglet@100akerwood.com");
        assertThat(cpim.text("", "Subject")).contains("the weather will be fine today");
        assertThat(cpim.text("mid:MessageFeatures@id.foo.com", "WackyMessageOption"))
                .contains("Use-silly-font");
        assertThat(cpim.content().type().name()).isEqualTo("text/xml");
        assertThat(new String(cpim.content().bytes(), StandardCharsets.UTF_8)).startsWith("<body>\r\nHere");
    }

    @Test
    void a_formal_name_may_hold_anything_in_quotes() throws NotTaken {
        Cpim cpim = read(GOOD.replace("Alice <", "\"<sip:mallory@x> \\\"\\\\\" <"));
        assertThat(cpim.addresses("From")).containsExactly("sip:alice@pbx.example");
    }

    @Test
    void a_name_of_escapes_alone_takes_no_stack() throws NotTaken {
        assertThat(read(GOOD.replace("Alice <", "\"" + "\\x".repeat(3_500) + "\" <"))
                        .addresses("From"))
                .containsExactly("sip:alice@pbx.example");
        assertThat(MediaType.parse("text/plain; a=\"" + "\\x".repeat(20_000) + "\"")
                        .parameters())
                .containsOnlyKeys("a");
    }

    @Test
    void escapes_are_undone() throws NotTaken {
        assertThat(read(with("Subject: a\\tb\\u263A\\\\\\\"c\\x")).text("", "Subject"))
                .contains("a\tb\u263a\\\"cx");
    }

    @Test
    void names_are_case_sensitive() {
        assertRefused(400, GOOD.replace("From:", "from:"));
        assertRefused(400, GOOD.replace("To:", "TO:"));
    }

    @Test
    void what_breaks_the_rules_is_refused() {
        assertRefused(400, GOOD.replace("From: Alice", "From:Alice"));
        assertRefused(400, GOOD.replace("From: Alice <sip:alice@pbx.example>", "From: sip:alice@pbx.example"));
        assertRefused(400, with("From: <sip:bob@pbx.example>"));
        assertRefused(400, GOOD.replace("To: <sip:3001@pbx.example>\n", ""));
        assertRefused(400, with("Subject: a\n folded"));
        assertRefused(400, with("Subject: a\u0007b"));
        assertRefused(400, with("No colon"));
        assertRefused(400, with("imdn.Message-ID: x"));
        assertRefused(400, with("NS: imdn urn:ietf:params:imdn"));
        assertRefused(400, GOOD.replace("\n\n", "\n"));
        assertRefused(400, with("X: y\n".repeat(100).stripTrailing()));
        assertRefused(400, with("X: " + "y".repeat(9000)));
        assertThatThrownBy(() -> CpimReader.read(GOOD.getBytes(StandardCharsets.UTF_8)))
                .as("bare line feeds")
                .isInstanceOf(NotTaken.class);
        byte[] latin = bytes(with("Subject: u"));
        latin[latin.length - bytes(GOOD).length - 3] = (byte) 0xfc;
        assertThatThrownBy(() -> CpimReader.read(latin)).as("not UTF-8").isInstanceOf(NotTaken.class);
    }

    @Test
    void what_must_be_understood_and_is_not_is_refused() {
        assertRefused(415, with("Require: Font"));
        assertRefused(415, with("NS: f <urn:f>\nRequire: f.Font"));
        assertRefused(415, with("Require: Subject,Font"));
    }

    @Test
    void what_must_be_understood_and_is_passes() throws NotTaken {
        assertThat(read(with("NS: i <urn:ietf:params:imdn>\nRequire: Subject,i.Message-ID"))
                        .content()
                        .type()
                        .name())
                .isEqualTo("text/plain");
    }

    @Test
    void a_prefix_is_local() throws NotTaken {
        Cpim cpim = read(with("NS: x <urn:ietf:params:imdn>\nx.Message-ID: 34jk324j\n"
                + "x.Disposition-Notification: positive-delivery;a=b, display, odd"));
        assertThat(ReceiptRequest.of(cpim))
                .contains(new ReceiptRequest(
                        "34jk324j", Set.of(ReceiptRequest.Kind.POSITIVE_DELIVERY, ReceiptRequest.Kind.DISPLAY)));
    }

    @Test
    void receipts_are_not_asked_for_without_an_id_and_a_date() throws NotTaken {
        String asked = with("NS: imdn <urn:ietf:params:imdn>\nimdn.Disposition-Notification: display");
        assertThat(ReceiptRequest.of(read(asked))).isEmpty();
        String named = asked.replace("\nimdn.", "\nimdn.Message-ID: x\nimdn.");
        assertThat(ReceiptRequest.of(read(named))).isPresent();
        assertThat(ReceiptRequest.of(read(named.replace("DateTime", "X")))).isEmpty();
    }

    @Test
    void a_part_in_an_unknown_spelling_is_refused() {
        assertRefused(415, GOOD.replace("\n\nhello", "\nContent-Transfer-Encoding: base64\n\naGVsbG8="));
        assertRefused(400, GOOD.replace("Content-Type: text/plain; charset=utf-8", "no header"));
    }

    @Test
    void a_part_without_headers_is_plain_text() throws NotTaken {
        Cpim cpim = read(GOOD.replace("Content-Type: text/plain; charset=utf-8\n", ""));
        assertThat(cpim.content().type().name()).isEqualTo("text/plain");
        assertThat(cpim.content().bytes()).isEqualTo(bytes("hello"));
    }

    @Property
    void what_is_written_is_read_again_and_nothing_else(@ForAll String name, @ForAll String words) throws NotTaken {
        String possible = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        Cpim cpim = CpimReader.read(CpimWriter.from(possible, "sip:alice@x", "sip:3001@x", NOON)
                .asking(Optional.of(new ReceiptRequest("id1", Set.of(ReceiptRequest.Kind.DISPLAY))), "sip:3001@x")
                .text("text/plain; charset=utf-8", words));
        assertThat(cpim.addresses("From")).containsExactly("sip:alice@x");
        assertThat(cpim.addresses("To")).containsExactly("sip:3001@x");
        assertThat(cpim.headers())
                .extracting(CpimHeader::name)
                .containsExactly(
                        "From", "To", "DateTime", "NS", "Message-ID", "Disposition-Notification", "IMDN-Record-Route");
        assertThat(cpim.text("", "From").orElseThrow())
                .isEqualTo(name.isEmpty() ? "<sip:alice@x>" : '"' + possible + "\" <sip:alice@x>");
        assertThat(cpim.content().bytes()).isEqualTo(words.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void an_address_that_could_end_a_header_is_not_written() {
        for (String uri : List.of("sip:a@x>\r\nTo: <sip:b@x", "sip:a b@x", "", "sip:<a@x")) {
            assertThatThrownBy(() -> CpimWriter.from("", uri, "sip:3001@x", NOON))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Property
    void whatever_comes_is_read_or_refused(@ForAll byte[] bytes, @ForAll String text) {
        for (byte[] body :
                List.of(bytes, text.getBytes(StandardCharsets.UTF_8), bytes(GOOD + text), bytes(text + GOOD))) {
            try {
                assertThat(CpimReader.read(body).addresses("From")).hasSize(1);
            } catch (NotTaken e) {
                assertThat(e.code()).isIn(400, 415);
            }
        }
    }
}
