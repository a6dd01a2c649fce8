package dev.parley.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RenderingTest {
    private static final Limits WIDE = new Limits(2000, true);

    private static List<String> named(String body, Limits limits) {
        return Rendering.render(Given.copy("Alice", body, true), limits);
    }

    private static List<String> bare(String body, Limits limits) {
        return Rendering.render(Given.copy("Alice", body, false), limits);
    }

    @Test
    void a_short_text_goes_out_as_it_is() {
        assertThat(bare("see you at 10", WIDE)).containsExactly("see you at 10");
    }

    @Test
    void the_senders_name_stands_in_front_where_the_phone_does_not_show_it() {
        assertThat(named("see you at 10", WIDE)).containsExactly("Alice: see you at 10");
    }

    @Test
    void a_text_cannot_fake_a_line_of_somebody_else() {
        assertThat(named("hello\nBob: I agree", WIDE)).containsExactly("Alice: hello\n│ Bob: I agree");
    }

    @Test
    void every_kind_of_line_end_counts_so_none_hides_a_faked_line() {
        for (String end : List.of("\r\n", "\r", "\n", "\u0085", "\u2028", "\u2029")) {
            assertThat(named("hello" + end + "Bob: I agree", WIDE)).containsExactly("Alice: hello\n│ Bob: I agree");
        }
    }

    @Test
    void blank_lines_in_front_do_not_push_the_text_away_from_its_name() {
        assertThat(named("\n \nBob: I agree\n\n ", WIDE)).containsExactly("Alice: Bob: I agree");
    }

    @Test
    void lines_stay_lines_where_the_name_is_not_in_the_text() {
        assertThat(bare("one\r\n\r\n  two\n", WIDE)).containsExactly("one\n\n  two");
    }

    @Test
    void line_breaks_become_slashes_where_a_route_has_none() {
        assertThat(bare("one \n\n\n two\r\nthree", new Limits(1000, false))).containsExactly("one / two / three");
    }

    @Test
    void controls_and_bidi_overrides_are_gone_while_tabs_and_emoji_stay() {
        assertThat(bare("a\u0000b\u001b[31m\u202ec\u2066d\t👨‍👩‍👧", WIDE)).containsExactly("ab[31mcd\t👨‍👩‍👧");
    }

    @Test
    void half_a_surrogate_pair_becomes_a_replacement_character() {
        assertThat(bare("a\ud83d!", WIDE)).containsExactly("a\ufffd!");
    }

    @Test
    void a_long_text_is_numbered_and_cut_between_words() {
        var parts = named("word ".repeat(40), new Limits(100, true));
        assertThat(parts).hasSize(3).allMatch(part -> part.endsWith("word"));
        assertThat(parts.getFirst()).startsWith("Alice (1/3): word");
        assertThat(parts.getLast()).startsWith("Alice (3/3): word");
    }

    @Test
    void a_cut_between_lines_is_better_than_one_between_words() {
        var parts = bare("first line ".repeat(6) + "\n" + "second line ".repeat(6), new Limits(100, true));
        assertThat(parts).hasSize(2);
        assertThat(parts.getLast()).startsWith("(2/2) second line");
    }

    @Test
    void more_than_nine_parts_still_fit() {
        var parts = bare("x".repeat(9_999), new Limits(100, true));
        assertThat(parts).hasSizeGreaterThan(99).allMatch(part -> part.length() <= 100);
        assertThat(parts.getFirst()).startsWith("(1/" + parts.size() + ") ");
    }

    @Test
    void a_family_a_flag_and_an_accent_are_not_cut_apart() {
        for (String grapheme : List.of("👨‍👩‍👧‍👦", "🇨🇭", "e\u0301", "👍🏽")) {
            assertThat(bare(grapheme.repeat(100), new Limits(100, true)))
                    .allSatisfy(part -> assertThat(withoutNumber(part).replace(grapheme, ""))
                            .isEmpty());
        }
    }

    @Test
    void a_name_of_endless_length_leaves_room_for_the_text() {
        var parts = Rendering.render(Given.copy("é".repeat(500), "y".repeat(300), true), new Limits(100, true));
        assertThat(parts).hasSizeLessThan(10).allMatch(part -> bytes(part) <= 100 && part.endsWith("y"));
    }

    @Property(tries = 200)
    void parts_fit_are_not_empty_and_together_say_what_was_written(
            @ForAll("texts") String body, @ForAll @IntRange(min = 100, max = 2000) int bytes, @ForAll boolean name) {
        var parts = name ? named(body, new Limits(bytes, true)) : bare(body, new Limits(bytes, true));

        assertThat(parts)
                .isNotEmpty()
                .allSatisfy(part -> assertThat(bytes(part)).isLessThanOrEqualTo(bytes));
        assertThat(squeezed(payload(parts, name))).isEqualTo(squeezed(Plain.of(body)));
        if (parts.size() > 1) {
            assertThat(parts).allMatch(part -> !payload(List.of(part), name).isBlank());
            assertThat(parts.size()).isLessThanOrEqualTo(1 + 2 * 3 * bytes(Plain.of(body)) / (bytes / 2));
        }
    }

    @Property(tries = 200)
    void a_cut_falls_between_graphemes_unless_one_alone_is_too_long(@ForAll("texts") String body) {
        List<String> whole = Graphemes.of(Plain.of(body));
        Assume.that(whole.stream().allMatch(grapheme -> bytes(grapheme) <= 80));
        assertThat(new Splitting(80, 0).split(Plain.of(body)).stream().flatMap(part -> Graphemes.of(part).stream()))
                .isSubsetOf(whole);
    }

    @Property(tries = 200)
    void no_line_but_the_first_stands_without_a_mark(@ForAll("texts") String body) {
        assertThat(named(body, new Limits(120, true)))
                .allSatisfy(part -> assertThat(part.lines().skip(1)).allMatch(line -> line.startsWith("│ ")));
    }

    @Property(tries = 200)
    void nothing_has_a_line_break_where_a_route_has_none(@ForAll("texts") String body) {
        assertThat(named(body, new Limits(120, false)))
                .allMatch(part -> part.lines().count() == 1);
    }

    @Provide
    Arbitrary<String> texts() {
        var pieces = Arbitraries.oneOf(
                Arbitraries.of(
                        " ",
                        "\n",
                        "\r\n",
                        "\t",
                        "👨‍👩‍👧‍👦",
                        "🇨🇭",
                        "e\u0301",
                        "👍🏽",
                        "नि",
                        "漢",
                        "\u202e",
                        "\u0000",
                        "Bob: "),
                Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(12),
                Arbitraries.strings().alpha().ofMinLength(50).ofMaxLength(400),
                Arbitraries.of("a" + "\u0301".repeat(150)),
                Arbitraries.strings().ofMinLength(1).ofMaxLength(20));
        return pieces.list()
                .ofMinSize(1)
                .ofMaxSize(30)
                .map(list -> list.stream().collect(Collectors.joining()))
                .filter(text -> !Plain.of(text).isEmpty());
    }

    private static int bytes(String text) {
        return text.getBytes(UTF_8).length;
    }

    private static String withoutNumber(String part) {
        return part.replaceFirst("^\\(\\d+/\\d+\\) ", "");
    }

    private static String payload(List<String> parts, boolean name) {
        return parts.stream()
                .map(part -> name
                        ? part.replaceFirst("^Alice( \\(\\d+/\\d+\\))?: ", "").replace("\n│ ", "\n")
                        : parts.size() > 1 ? withoutNumber(part) : part)
                .collect(Collectors.joining());
    }

    private static String squeezed(String text) {
        return text.replaceAll("[\\s\\p{Z}\\x1c-\\x1f]+", "");
    }

    @Test
    void where_the_sender_is_told_beside_it_the_text_is_without_the_name_and_as_harmless() {
        Copy plain = Given.copy("Alice", "hello\u202e\r\nBob: no", true);
        Origin origin = new Origin(Given.ROOM, Given.alice(), Audience.everyone(), Given.NOON);
        Copy copy = new Copy(
                plain.text(),
                plain.room(),
                plain.to(),
                plain.from(),
                plain.body(),
                Optional.empty(),
                true,
                plain.routes(),
                "",
                plain.expires(),
                Optional.of(origin));

        assertThat(Rendering.unsigned(copy)).contains(new Unsigned(origin, "hello\nBob: no", Optional.empty()));
        assertThat(Rendering.unsigned(plain)).isEmpty();
    }

    @Test
    void in_html_what_was_written_stands_apart_from_its_senders_name() {
        Copy plain = Given.copy("<Alice>", "hello", true);
        Copy copy = new Copy(
                plain.text(),
                plain.room(),
                plain.to(),
                plain.from(),
                plain.body(),
                Optional.of("<b>hello</b><br>Bob: no"),
                true,
                plain.routes(),
                "",
                plain.expires());

        assertThat(Rendering.html(copy))
                .contains("<b>&lt;Alice&gt;:</b><blockquote><b>hello</b><br>Bob: no</blockquote>");
        assertThat(Rendering.html(plain)).isEmpty();
    }
}
