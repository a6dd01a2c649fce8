package dev.parley.pbx.asterisk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.asteriskjava.manager.action.AbstractManagerAction;
import org.asteriskjava.manager.action.ConfbridgeListAction;
import org.asteriskjava.manager.action.ManagerAction;
import org.junit.jupiter.api.Test;

class AmiValueTest {
    private static final String URI = "sip:bob@10.0.0.2:5060;transport=udp";

    @Test
    void a_room_name_cannot_smuggle_an_action_in() {
        String name = "3001\r\n\r\nAction: Originate";
        assertThat(AmiFrames.parse(sent(new ConfbridgeListAction(name)))).isNotEqualTo(List.of(listOf(name)));
        assertThatThrownBy(() -> AmiValue.line(name))
                .isInstanceOf(UnsafeValueException.class)
                .hasMessage("CARRIAGE RETURN (CR) at 4 would end the line");
    }

    @Test
    void what_ends_a_line_or_a_string_is_refused_everywhere() {
        for (String bad : List.of("\r", "\n", "\u0000")) {
            assertThatThrownBy(() -> AmiValue.line("a" + bad)).isInstanceOf(UnsafeValueException.class);
            assertThatThrownBy(() -> AmiValue.header("Channel", bad + "a")).isInstanceOf(UnsafeValueException.class);
            assertThatThrownBy(() -> AmiValue.variable("X-A", "a" + bad)).isInstanceOf(UnsafeValueException.class);
            assertThat(AmiValue.destination("bob" + bad, URI)).isEmpty();
            assertThat(AmiValue.destination("bob", URI + bad)).isEmpty();
        }
    }

    @Test
    void the_longest_line_that_asterisk_reads_is_sent_and_no_longer_one() {
        assertThatCode(() -> AmiValue.header("Message", "x".repeat(1013))).doesNotThrowAnyException();
        assertThatCode(() -> AmiValue.header("Base64Body", AmiValue.base64("x".repeat(756))))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> AmiValue.header("Base64Body", AmiValue.base64("x".repeat(757))))
                .hasMessage("the line of Base64Body would have 1026 bytes, of 1024 at most");
        assertThatThrownBy(() -> AmiValue.header("Message", "é".repeat(507))).hasMessageContaining("1025 bytes");
    }

    @Test
    void a_name_cannot_leave_its_quotes() {
        assertThat(AmiValue.displayNameAddress("Al \"the\\ ice\"\r\n <x>", "sip:3001@example.org"))
                .isEqualTo("\"Al \\\"the\\\\ ice\\\" <x>\" <sip:3001@example.org>");
    }

    @Test
    void an_address_needs_a_uri_that_stays_in_its_brackets() {
        for (String bad : List.of("", "3001", "tel:3001", "sip:a>b", "sip:a b", "sip:a\r\nX: y", "sip:\"")) {
            assertThatThrownBy(() -> AmiValue.displayNameAddress("Alice", bad))
                    .isInstanceOf(UnsafeValueException.class);
        }
    }

    @Test
    void a_variable_is_one_header() {
        assertThat(AmiValue.variable("X-Parley", "id=1;a=(b)")).isEqualTo("X-Parley=id=1;a=(b)");
        assertThatThrownBy(() -> AmiValue.variable("X-Parley", "1,Contact=sip:m@evil"))
                .hasMessage("COMMA at 1 of X-Parley would change its meaning");
        assertThatThrownBy(() -> AmiValue.variable("X Parley", "1")).isInstanceOf(UnsafeValueException.class);
        assertThatThrownBy(() -> AmiValue.variable("X=Y", "1")).isInstanceOf(UnsafeValueException.class);
    }

    @Test
    void a_destination_is_an_endpoint_and_one_of_its_contacts() {
        assertThat(AmiValue.destination("bob", URI)).isEqualTo(Optional.of("pjsip:bob/" + URI));
        for (String bad : List.of("", "b/ob", "b&ob", "b@ob", "b,ob", "b ob", "b\"ob", "b<ob", "b>ob", "b\u00a0ob")) {
            assertThat(AmiValue.destination(bad, URI)).isEmpty();
        }
        for (String bad : List.of("", "bob", "tel:1", "sip:", "sip:b ob", "sip:b\"ob", "<sip:bob>", "sip:b\tob")) {
            assertThat(AmiValue.destination("bob", bad)).isEmpty();
        }
    }

    @Property
    void what_passes_is_read_back_as_one_frame_with_the_same_fields(@ForAll("hostile") String value) {
        passed(value)
                .ifPresent(safe -> assertThat(AmiFrames.parse(sent(new ConfbridgeListAction(safe))))
                        .isEqualTo(List.of(listOf(value))));
    }

    @Property
    void what_is_refused_is_only_what_ends_a_line(@ForAll("hostile") String value) {
        assertThat(passed(value).isEmpty()).isEqualTo(value.matches("(?s).*[\\r\\n\\x00].*"));
    }

    @Property
    void base64_is_safe_and_comes_back(@ForAll("encodable") String text) {
        String encoded = AmiValue.line(AmiValue.base64(text));
        assertThat(new String(Base64.getDecoder().decode(encoded), UTF_8)).isEqualTo(text);
    }

    @Property
    void an_address_is_always_one_quoted_name_and_one_uri(@ForAll("hostile") String name) {
        String address = AmiValue.line(AmiValue.displayNameAddress(name, "sip:3001@example.org"));
        assertThat(address).matches("\"(?:[^\"\\\\]|\\\\[\"\\\\])*\" <sip:3001@example\\.org>");
    }

    @Property
    void a_destination_has_one_reading(@ForAll("hostile") String endpoint, @ForAll("hostile") String uri) {
        AmiValue.destination(endpoint, "sip:" + uri).ifPresent(destination -> {
            assertThat(AmiValue.line(destination)).doesNotContainPattern("[\\s\"<>]");
            assertThat(destination.split("/", 2)).containsExactly("pjsip:" + endpoint, "sip:" + uri);
        });
    }

    @Provide
    Arbitrary<String> hostile() {
        var pieces = Arbitraries.oneOf(
                Arbitraries.of(
                        "\r\n",
                        "\r",
                        "\n",
                        "\u0000",
                        "Action: Originate",
                        ": ",
                        ",",
                        "\"",
                        "\\",
                        "<",
                        ">",
                        "/",
                        "@",
                        "&"),
                Arbitraries.strings().ofMaxLength(8),
                Arbitraries.strings().alpha().ofMaxLength(8));
        return pieces.list().ofMinSize(1).ofMaxSize(6).map(list -> "x" + String.join("", list));
    }

    @Provide
    Arbitrary<String> encodable() {
        return Arbitraries.strings().filter(text -> UTF_8.newEncoder().canEncode(text));
    }

    private static Optional<String> passed(String value) {
        try {
            return Optional.of(AmiValue.line(value));
        } catch (UnsafeValueException e) {
            return Optional.empty();
        }
    }

    private static List<Map.Entry<String, String>> listOf(String conference) {
        return List.of(
                Map.entry("action", "ConfbridgeList"), Map.entry("actionid", "7"), Map.entry("conference", conference));
    }

    /** As asterisk-java writes it: its builder is not public. */
    private static String sent(AbstractManagerAction action) {
        action.setActionId("7");
        try {
            var type = Class.forName("org.asteriskjava.manager.internal.ActionBuilderImpl");
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            var build = type.getDeclaredMethod("buildAction", ManagerAction.class);
            build.setAccessible(true);
            return (String) build.invoke(constructor.newInstance(), action);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
