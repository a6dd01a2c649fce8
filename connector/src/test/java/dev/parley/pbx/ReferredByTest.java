package dev.parley.pbx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferredByTest {
    @ParameterizedTest
    @ValueSource(strings = {"sip:alice@pbx.example", "sip:+49%20.~*_-@192.0.2.1:5080"})
    void an_address_of_an_account_is_told(String uri) {
        assertThat(ReferredBy.of(uri)).contains(new ReferredBy(uri));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:alice@pbx.example\r\nAction: Originate",
                "sip:alice@pbx.example,Evil=x",
                "sip:alice@pbx.example)}",
                "sip:al'ice@pbx.example",
                "sip:al$ice@pbx.example",
                "sip:al(ice@pbx.example",
                "sip:alice@pbx.example;method=INVITE",
                "sip:alice@pbx.example>",
                "sip:alice@[::1]",
                "tel:+49",
                "sip:alice",
                ""
            })
    void nothing_that_means_more_than_itself_gets_to_a_pbx(String uri) {
        assertThat(ReferredBy.of(uri)).isEmpty();
        assertThatThrownBy(() -> new ReferredBy(uri)).isInstanceOf(IllegalArgumentException.class);
    }
}
