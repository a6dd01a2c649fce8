package dev.parley.esl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that a phone wrote can become a command of its own. */
class GateTest {
    @Property(tries = 500)
    void an_event_is_read_as_one_command_with_the_same_value_and_body(
            @ForAll("values") String value, @ForAll byte[] body) throws IOException {
        var in = new ByteArrayInputStream(OutgoingEvent.custom("parley::test")
                .with("x-name", value)
                .withBody(body)
                .command());

        Server.Command read = Server.read(in).orElseThrow();

        assertThat(read.head().lines().toList().subList(0, 3))
                .isEqualTo(List.of("sendevent CUSTOM", "Event-Subclass: parley::test", "x-name: " + value));
        assertThat(read.body()).isEqualTo(body);
        assertThat(Server.read(in)).isEqualTo(Optional.empty());
    }

    @Property(tries = 500)
    void what_could_end_a_line_is_refused_everywhere(
            @ForAll("values") String before, @ForAll("breaks") String lineBreak, @ForAll("values") String after) {
        String hostile = before + lineBreak + after;

        assertThatThrownBy(() -> OutgoingEvent.named("X").with("x-name", hostile))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x-name");
        assertThatThrownBy(() -> EslText.line("the name", hostile)).hasMessageContaining("the name");
        assertThatThrownBy(() -> new EslSubscription.Filter("Unique-ID", hostile))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EslSubscription.to(List.of(hostile), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EslLogin.Password(hostile)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b", "a\n", "ü"})
    void what_is_no_name_of_a_header_is_refused(String name) {
        assertThatThrownBy(() -> OutgoingEvent.named("X").with(name, "value"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_length_of_a_body_is_counted_never_given() {
        assertThatThrownBy(() -> OutgoingEvent.named("X").with("content-length", "3"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void passwords_are_in_no_text_about_a_login() {
        assertThat(List.of(
                        new EslLogin.Password("secret-1").toString(),
                        new EslLogin.User("parley", "example.org", "secret-1").toString()))
                .noneMatch(text -> text.contains("secret-1"));
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.strings()
                .excludeChars('\r', '\n', '\0')
                .filter(value -> value.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF))
                .filter(value -> value.lines().count() <= 1);
    }

    @Provide
    Arbitrary<String> breaks() {
        return Arbitraries.of("\r", "\n", "\0", "\r\n", "\n\nevent plain ALL\n\n");
    }
}
