package dev.parley.pbx.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.asteriskjava.manager.response.ManagerResponse;
import org.junit.jupiter.api.Test;

class MissedTest {
    private static final Pattern FIELD = Pattern.compile("CUT\\(PARLEY_TEXT_(\\d+),\\|,(\\d+)\\)");

    private final Missed missed = new Missed();
    private final List<String> found = new ArrayList<>();

    @Test
    void the_first_connection_has_missed_nothing() {
        assertThat(fetch(asteriskWith(20)).orElseThrow()).isZero();
        assertThat(found).isEmpty();
    }

    @Test
    void what_came_in_between_is_fetched_in_order() {
        fetch(asteriskWith(3));
        assertThat(missed.isNew("4")).isTrue();

        assertThat(fetch(asteriskWith(7)).orElseThrow()).isZero();

        assertThat(found).containsExactly("5", "6", "7");
        assertThat(missed.isNew("7")).isFalse();
    }

    @Test
    void more_than_asterisk_remembers_are_counted() {
        fetch(asteriskWith(0));

        assertThat(fetch(asteriskWith(40)).orElseThrow()).isEqualTo(8);

        assertThat(found).hasSize(32).startsWith("9").endsWith("40");
    }

    @Test
    void a_restarted_asterisk_counts_from_the_start_again() {
        fetch(asteriskWith(20));

        assertThat(fetch(asteriskWith(2)).orElseThrow()).isZero();

        assertThat(missed.isNew("3")).isTrue();
    }

    @Test
    void a_connection_that_breaks_meanwhile_loses_and_doubles_nothing() {
        int questions = 1 + 5 * (MessageRecord.FIELDS + 2);
        for (int answered = 0; answered < questions; answered++) {
            Missed broken = new Missed();
            List<String> texts = new ArrayList<>();
            broken.fetch(all(asteriskWith(10)), text -> texts.add(text.room()));

            assertThat(broken.fetch(all(breaksAfter(answered, asteriskWith(15))), text -> texts.add(text.room())))
                    .isEmpty();
            assertThat(broken.fetch(all(asteriskWith(16)), text -> texts.add(text.room())))
                    .hasValue(0);

            assertThat(texts).containsExactly("11", "12", "13", "14", "15", "16");
        }
    }

    private OptionalLong fetch(Function<String, AmiReply> asterisk) {
        return missed.fetch(all(asterisk), text -> found.add(text.room()));
    }

    private static Function<List<String>, List<AmiReply>> all(Function<String, AmiReply> asterisk) {
        return variables -> variables.stream().map(asterisk).toList();
    }

    /** Has counted so many texts; the room of each is its number. */
    private static Function<String, AmiReply> asteriskWith(long texts) {
        return variable -> {
            if (variable.equals("PARLEY_SEQ")) {
                return value(texts == 0 ? "" : String.valueOf(texts));
            }
            Matcher field = FIELD.matcher(variable);
            assertThat(field.matches()).as(variable).isTrue();
            long place = Long.parseLong(field.group(1));
            long seq = texts - Math.floorMod(texts - place, 32);
            return value(seq > 0 && Integer.parseInt(field.group(2)) <= 2 ? String.valueOf(seq) : "");
        };
    }

    private static Function<String, AmiReply> breaksAfter(int answers, Function<String, AmiReply> asterisk) {
        int[] left = {answers};
        return variable -> left[0]-- > 0 ? asterisk.apply(variable) : new AmiReply.Lost();
    }

    private static AmiReply value(String value) {
        ManagerResponse response = new ManagerResponse();
        response.setAttributes(Map.of("value", value));
        return new AmiReply.Success(response);
    }
}
