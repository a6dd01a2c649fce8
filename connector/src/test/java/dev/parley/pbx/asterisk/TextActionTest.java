package dev.parley.pbx.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TextActionTest {
    private static final String SMUGGLED = "x\r\n\r\nAction: Originate";

    @Test
    void no_field_can_smuggle_an_action_in() {
        assertThatThrownBy(() -> TextAction.messageSend(SMUGGLED, "<sip:3001@a>", "hi", "t1"))
                .isInstanceOf(UnsafeValueException.class);
        assertThatThrownBy(() -> TextAction.messageSend("pjsip:bob", SMUGGLED, "hi", "t1"))
                .isInstanceOf(UnsafeValueException.class);
        assertThatThrownBy(() -> TextAction.messageSend("pjsip:bob", "<sip:3001@a>", "hi", SMUGGLED))
                .isInstanceOf(UnsafeValueException.class);
        assertThatThrownBy(() -> TextAction.sendText(SMUGGLED, "hi")).isInstanceOf(UnsafeValueException.class);
        assertThatThrownBy(() -> TextAction.sendText("PJSIP/bob-1", SMUGGLED)).isInstanceOf(UnsafeValueException.class);
        assertThatThrownBy(() -> TextAction.sendText("PJSIP/bob-1", "hi").frame(SMUGGLED))
                .isInstanceOf(UnsafeValueException.class);
    }

    @Test
    void a_mark_cannot_begin_another_sip_header() {
        assertThatThrownBy(() -> TextAction.messageSend("pjsip:bob", "<sip:3001@a>", "hi", "t1,Contact=sip:m@evil"))
                .hasMessage("COMMA at 2 of X-Parley would change its meaning");
    }

    @Test
    void a_body_of_more_than_a_line_of_ami_is_not_sent() {
        assertThatThrownBy(() -> TextAction.messageSend("pjsip:bob", "<sip:3001@a>", "x".repeat(757), "t1"))
                .isInstanceOf(UnsafeValueException.class);
        assertThatThrownBy(() -> TextAction.sendText("PJSIP/bob-1", "x".repeat(1014)))
                .isInstanceOf(UnsafeValueException.class);
    }

    @Property
    void a_message_is_refused_or_read_back_as_one_frame_with_the_same_fields(
            @ForAll("hostile") String destination,
            @ForAll("hostile") String from,
            @ForAll("hostile") String body,
            @ForAll("hostile") String mark) {
        passed(() -> TextAction.messageSend(destination, from, body, mark))
                .ifPresent(send -> assertThat(AmiFrames.parse(send.frame("7")))
                        .isEqualTo(List.of(List.of(
                                Map.entry("Action", "MessageSend"),
                                Map.entry("Destination", destination),
                                Map.entry("From", from),
                                Map.entry("Base64Body", AmiValue.base64(body)),
                                Map.entry("Variable", "X-Parley=" + mark),
                                Map.entry("ActionID", "7")))));
    }

    @Property
    void a_text_in_a_call_is_refused_or_read_back_as_one_frame_with_the_same_fields(
            @ForAll("hostile") String channel, @ForAll("hostile") String message) {
        passed(() -> TextAction.sendText(channel, message))
                .ifPresent(send -> assertThat(AmiFrames.parse(send.frame("7")))
                        .isEqualTo(List.of(List.of(
                                Map.entry("Action", "SendText"),
                                Map.entry("Channel", channel),
                                Map.entry("Message", message),
                                Map.entry("ActionID", "7")))));
    }

    @Provide
    Arbitrary<String> hostile() {
        var pieces = Arbitraries.oneOf(
                Arbitraries.of("\r\n", "\r", "\n", "\u0000", "Action: Originate", ": ", ",", "\"", "\\", "=", "<", ">"),
                Arbitraries.strings().alpha().ofMaxLength(8),
                Arbitraries.strings().alpha().ofMaxLength(8),
                Arbitraries.strings().ofMaxLength(4));
        return pieces.list().ofMinSize(1).ofMaxSize(3).map(list -> "x" + String.join("", list));
    }

    private static Optional<TextAction> passed(Supplier<TextAction> made) {
        try {
            return Optional.of(made.get());
        } catch (UnsafeValueException e) {
            return Optional.empty();
        }
    }
}
