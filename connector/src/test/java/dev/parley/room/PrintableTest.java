package dev.parley.room;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void what_people_write_stays_as_it_is() {
        assertThat(Printable.of("Müller 漢字 👍 a\\b $1")).isEqualTo("Müller 漢字 👍 a\\b $1");
    }

    @Test
    void what_would_forge_a_log_line_is_shown_instead_of_done() {
        assertThat(Printable.of("a\r\n12:00 ERROR\u001b[2J\u202e\u2028"))
                .isEqualTo("a\\u000d\\u000a12:00 ERROR\\u001b[2J\\u202e\\u2028");
    }

    @Test
    void a_long_text_is_cut_but_not_within_a_character() {
        assertThat(Printable.of("a".repeat(199) + "👍👍")).isEqualTo("a".repeat(199) + "…");
        assertThat(Printable.of("b".repeat(201))).isEqualTo("b".repeat(200) + "…");
    }

    @Property
    void anything_becomes_one_printable_line(@ForAll String text) {
        assertThat(Printable.of(text)).doesNotContainPattern("[\\p{C}\\p{Zl}\\p{Zp}]");
        assertThat(Printable.of(text).length()).isLessThanOrEqualTo(200 * 6 + 1);
    }
}
