package dev.parley.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LetterTest {
    private static Content read(String type, String body) throws NotTaken {
        return read(type, body, StandardCharsets.UTF_8);
    }

    private static Content read(String type, String body, Charset charset) throws NotTaken {
        return Letter.read(type, body.getBytes(charset)).content();
    }

    private static void assertRefused(int code, String type, String body) {
        assertThatThrownBy(() -> read(type, body))
                .as(type)
                .isInstanceOfSatisfying(
                        NotTaken.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static Content words(String text) {
        return new Content.Words(text, Optional.empty());
    }

    @Test
    void without_a_charset_a_text_is_utf8() throws NotTaken {
        assertThat(read("text/plain", "grüß 👍")).isEqualTo(words("grüß 👍"));
        assertThat(read("Text/Plain; charset=us-ascii", "grüß")).isEqualTo(words("grüß"));
    }

    @Test
    void other_charsets_are_read_too() throws NotTaken {
        assertThat(read("text/plain;charset=ISO-8859-1", "grüß", StandardCharsets.ISO_8859_1))
                .isEqualTo(words("grüß"));
        assertThat(read("text/plain; charset=\"windows-1252\"", "5 €", Charset.forName("windows-1252")))
                .isEqualTo(words("5 €"));
        assertThat(read("text/plain; charset=utf-16", "grüß", StandardCharsets.UTF_16))
                .isEqualTo(words("grüß"));
    }

    @Test
    void bytes_that_are_not_what_they_should_be_are_refused() {
        assertThatThrownBy(() -> read("text/plain", "grüß", StandardCharsets.ISO_8859_1))
                .isInstanceOfSatisfying(
                        NotTaken.class, e -> assertThat(e.code()).isEqualTo(415));
        assertRefused(415, "text/plain; charset=klingon", "qapla");
        assertRefused(415, "text/plain; charset=\"a b\"", "x");
    }

    @Test
    void what_rooms_do_not_take_is_refused() {
        for (String type : List.of("application/json", "image/png", "multipart/mixed", "message/sipfrag", "text/xml")) {
            assertRefused(415, type, "x");
        }
        for (String type : List.of("", "text", "text/", "text/plain; charset", "text/plain x", "text/plain; =x")) {
            assertRefused(400, type, "x");
        }
    }

    @Test
    void html_is_read_as_text_and_without_what_could_harm() throws NotTaken {
        assertThat(read("text/html", "<b>hi</b> <script>alert(1)</script><img src=http://spy/x.png>"))
                .isEqualTo(new Content.Words("hi", Optional.of("<b>hi</b> ")));
    }

    @Test
    void of_html_that_is_nearly_all_markup_the_words_are_left() throws NotTaken {
        assertThat(read("text/html", "<b>hi</b>" + "<i></i>".repeat(5_000))).isEqualTo(words("hi"));
    }

    @Test
    void of_alternatives_the_plain_one_is_the_text_and_html_is_kept() throws NotTaken {
        String parts =
                "preamble\r\n--b\r\nContent-Type: text/plain\r\n\r\nhi\r\n--b \r\nContent-Type: text/html\r\n\r\n"
                        + "<i>hi</i>\r\n--b--\r\nepilogue";
        assertThat(read("multipart/alternative; boundary=b", parts))
                .isEqualTo(new Content.Words("hi", Optional.of("<i>hi</i>")));
        assertThat(read("multipart/alternative; boundary=\"b\"", parts.replace("text/plain", "text/rtf")))
                .isEqualTo(new Content.Words("hi", Optional.of("<i>hi</i>")));
        assertThat(read("multipart/alternative; boundary=b", "--b\r\n\r\nhi\r\n--b--"))
                .isEqualTo(words("hi"));
    }

    @Test
    void alternatives_that_cannot_be_told_apart_are_refused() {
        assertRefused(415, "multipart/alternative; boundary=b", "--b\r\nContent-Type: text/rtf\r\n\r\nhi\r\n--b--");
        assertRefused(415, "multipart/alternative; boundary=b", "no parts");
        assertRefused(400, "multipart/alternative", "--b\r\n\r\nhi\r\n--b--");
        assertRefused(400, "multipart/alternative; boundary=b", "--b\r\n\r\nhi");
        assertRefused(400, "multipart/alternative; boundary=b", "--b\r\n\r\nx\r\n".repeat(50) + "--b--");
        assertRefused(400, "multipart/alternative; boundary=b", "--bc\r\n\r\nx\r\n--b--");
    }

    @Test
    void an_envelope_tells_from_whom_for_whom() throws NotTaken {
        Letter letter = Letter.read("message/cpim", cpim("text/plain", "hi"));
        assertThat(letter.content()).isEqualTo(words("hi"));
        assertThat(letter.envelope())
                .contains(new Envelope("sip:alice@x", List.of("sip:3001@x", "sip:bob@x"), Optional.empty()));
    }

    private static byte[] cpim(String type, String body) {
        return ("From: <sip:alice@x>\r\nTo: <sip:3001@x>\r\ncc: <sip:bob@x>\r\n\r\nContent-Type: " + type + "\r\n\r\n"
                        + body)
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void an_envelope_in_an_envelope_is_refused() {
        String inner = new String(cpim("text/plain", "hi"), StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Letter.read("message/cpim", cpim("message/cpim", inner)))
                .isInstanceOfSatisfying(
                        NotTaken.class, e -> assertThat(e.code()).isEqualTo(415));
    }

    static byte[] deflated(byte[] bytes) throws Exception {
        var out = new ByteArrayOutputStream();
        try (var packer = new DeflaterOutputStream(out)) {
            packer.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void what_was_packed_is_unpacked() throws Exception {
        byte[] hello = "hello".getBytes(StandardCharsets.UTF_8);
        assertThat(Encodings.decode("deflate", deflated(hello), 100)).isEqualTo(hello);
        assertThat(Encodings.decode("", hello, 100)).isEqualTo(hello);
        var out = new ByteArrayOutputStream();
        try (var packer = new GZIPOutputStream(out)) {
            packer.write(hello);
        }
        assertThat(Encodings.decode("GZIP", out.toByteArray(), 100)).isEqualTo(hello);
    }

    @Test
    void what_would_grow_too_large_is_not_unpacked() throws Exception {
        byte[] bomb = deflated(new byte[10_000_000]);
        assertThat(bomb).hasSizeLessThan(16_384);
        assertThatThrownBy(() -> Encodings.decode("deflate", bomb, 16_384))
                .isInstanceOfSatisfying(
                        NotTaken.class, e -> assertThat(e.code()).isEqualTo(413));
        assertThatThrownBy(() -> Encodings.decode("deflate", new byte[] {1, 2, 3}, 16_384))
                .isInstanceOfSatisfying(
                        NotTaken.class, e -> assertThat(e.code()).isEqualTo(400));
        assertThatThrownBy(() -> Encodings.decode("br", new byte[] {1, 2, 3}, 16_384))
                .isInstanceOfSatisfying(
                        NotTaken.class, e -> assertThat(e.code()).isEqualTo(415));
    }

    @Property
    void whatever_comes_is_read_or_refused(@ForAll String type, @ForAll byte[] body) {
        for (String tried :
                List.of(type, "text/plain; " + type, "text/html", "multipart/alternative; boundary=" + type)) {
            try {
                assertThat(Letter.read(tried, body).content()).isNotNull();
            } catch (NotTaken e) {
                assertThat(e.code()).isIn(400, 413, 415);
            }
        }
    }
}
