package dev.parley.sip.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AssertedIdentityTest {
    private static Optional<AssertedIdentity> of(String... headers) {
        return AssertedIdentity.of(List.of(headers));
    }

    private static Optional<AssertedIdentity> known(String user, String host, String number) {
        return Optional.of(new AssertedIdentity(user, host, number));
    }

    @Test
    void an_address_and_a_number_are_read() {
        assertThat(of("\"Cullen, J.\" <sip:cullen@PBX.example:5060;user=phone>, tel:+1-408-526-4000"))
                .isEqualTo(known("cullen", "pbx.example", "+14085264000"));
        assertThat(of("<sips:cullen@pbx.example>", "<tel:1001;phone-context=x>"))
                .isEqualTo(known("cullen", "pbx.example", "1001"));
        assertThat(of("sip:cullen@[2001:db8::1]:5061")).isEqualTo(known("cullen", "[2001:db8::1]", ""));
        assertThat(of("tel:1001")).isEqualTo(known("", "", "1001"));
    }

    @Test
    void a_display_name_is_no_address() {
        assertThat(of("\"<sip:mallory@pbx.example>\" <sip:alice@pbx.example>"))
                .isEqualTo(known("alice", "pbx.example", ""));
    }

    @Test
    void more_than_one_of_a_kind_is_not_believed_at_all() {
        assertThat(of("<sip:a@x>, <sip:b@x>")).isEmpty();
        assertThat(of("<sip:a@x>", "<sips:b@x>")).isEmpty();
        assertThat(of("<sip:a@x>, <tel:1>, <tel:2>")).isEmpty();
    }

    @Test
    void another_kind_of_address_is_not_believed_at_all() {
        assertThat(of("<sip:a@x>, <mailto:a@x>")).isEmpty();
        assertThat(of("<mailto:a@x>")).isEmpty();
        assertThat(of("<sip:x>")).as("an address without a user").isEmpty();
    }

    @Test
    void what_is_cut_off_or_empty_is_not_believed() {
        assertThat(of()).isEmpty();
        assertThat(of("")).isEmpty();
        assertThat(of("<sip:a@x>,")).isEmpty();
        assertThat(of("<sip:a@x")).isEmpty();
        assertThat(of("\"a <sip:a@x>")).isEmpty();
        assertThat(of("<sip:a@x> <sip:b@x>")).isEmpty();
    }

    @Property
    void whatever_stands_in_it_gives_nobody_a_name_with_a_line_break_or_a_blank(@ForAll String hostile) {
        assertThat(of(hostile).stream())
                .allSatisfy(identity -> assertThat(identity.user() + identity.host() + identity.number())
                        .doesNotContainPattern("\\s"));
    }
}
