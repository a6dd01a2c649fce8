package dev.parley.esl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class JsonEventsTest {
    @Test
    void escapes_are_undone_also_beyond_the_basic_plane() throws Exception {
        EslEvent event = parse("{\"Event-Name\":\"CUSTOM\",\"_body\":\"a\\n\\\"b\\\"\\u00fc\\ud83d\\ude00\\/\"}");
        assertThat(event.name()).isEqualTo("CUSTOM");
        assertThat(event.bodyText()).isEqualTo("a\n\"b\"ü😀/");
    }

    @Test
    void a_value_that_looks_encoded_stays_as_it_is() throws Exception {
        assertThat(parse("{\"x\":\"a%20b\"}").header("x")).contains("a%20b");
    }

    @Test
    void a_key_may_come_twice_or_with_an_array() throws Exception {
        EslEvent event = parse("{\"x\":\"1\",\"x\":\"2\",\"y\":[\"3\",\"4\"],\"n\":7}");
        assertThat(event.headers().values("x")).containsExactly("1", "2");
        assertThat(event.headers().values("y")).containsExactly("3", "4");
        assertThat(event.header("n")).contains("7");
    }

    @Test
    void half_a_pair_of_surrogates_becomes_a_replacement() throws Exception {
        assertThat(parse("{\"x\":\"\\ud83dz\"}").header("x")).contains("?z");
        assertThat(parse("{\"x\":\"\\ud83d\\u0041\"}").header("x")).contains("\uFFFD");
    }

    @Test
    void what_is_cut_off_says_where() {
        assertThatThrownBy(() -> parse("{\"x\":\"1\",")).hasMessageContaining("at byte 9 of 9");
    }

    private static EslEvent parse(String json) throws JsonEvents.UnreadableException {
        return JsonEvents.parse(Server.bytes(json));
    }
}
