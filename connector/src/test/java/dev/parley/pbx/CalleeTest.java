package dev.parley.pbx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalleeTest {
    @ParameterizedTest
    @ValueSource(strings = {"1003", "+4930123456", "*98", "alice", "alice.b-c_d", "#31#"})
    void numbers_and_names_can_be_called(String user) {
        assertThat(Callee.of(user, "pbx.example")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "a&b", "a,b", "a/b", "a b", "${x}", "{x=y}a", "[x]a", "a|b", "a;b", "a\r\nb", "a\u0000", "^^:a",
                "-x", "a@b"
            })
    void what_means_something_to_a_pbx_cannot(String user) {
        assertThat(Callee.of(user, "pbx.example")).isEmpty();
        assertThatThrownBy(() -> new Callee(user, "pbx.example")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_host_is_a_name_or_an_address_or_none() {
        assertThat(Callee.of("alice", "")).isPresent();
        assertThat(Callee.of("alice", "192.0.2.1")).isPresent();
        assertThat(Callee.of("alice", "pbx.example;x")).isEmpty();
        assertThat(Callee.of("alice", "a b")).isEmpty();
    }

    @Property
    void whatever_passes_stays_itself_in_what_is_dialled(@ForAll String user) {
        Callee.of(user, "pbx.example")
                .ifPresent(callee -> assertThat(new Way("PJSIP/{user}", "").dialled(callee, ""))
                        .matches("PJSIP/[A-Za-z0-9_.+*#-]+"));
    }
}
