package dev.parley.conference;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DisplayTextTest {
    @Test
    void a_name_is_one_line_without_controls_or_overrides() {
        assertThat(DisplayText.of(" Bob\r\nAdmin\u202e \u0000\ud83d👍 ")).isEqualTo("Bob Admin 👍");
    }

    @Test
    void a_name_without_end_is_cut_between_characters() {
        assertThat(DisplayText.of("👍".repeat(101))).isEqualTo("👍".repeat(100));
    }

    @Property
    void anything_becomes_a_short_printable_line(@ForAll String name) {
        assertThat(DisplayText.of(name)).doesNotContainPattern("[\\p{C}\\p{Zl}\\p{Zp}]");
        assertThat(DisplayText.of(name).codePoints().count()).isLessThanOrEqualTo(100);
    }
}
