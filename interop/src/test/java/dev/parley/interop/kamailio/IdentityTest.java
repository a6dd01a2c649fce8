package dev.parley.interop.kamailio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.phone.OutgoingText;
import dev.parley.interop.phone.PhoneOptions;
import dev.parley.interop.phone.SipMessage;
import dev.parley.interop.phone.TestPhone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kamailio tells Parley whom a request is from, and lets nobody else say so. */
class IdentityTest extends OnFront {
    private static final String ASSERTED = "P-Asserted-Identity";

    @Override
    KamailioOptions options(KamailioOptions standard) {
        return standard.with("WITH_AUTH");
    }

    @Test
    void whoever_gave_the_right_password_is_named() {
        assertThat(front().phone("alice").sendMessage("3001", "hello").status()).isEqualTo(200);
        assertThat(front().phone("bob").subscribe("3001", "conference", "*/*").status())
                .isEqualTo(200);
        assertThat(atParley("MESSAGE").headers(ASSERTED)).containsExactly("<sip:alice@127.0.0.1>");
        assertThat(atParley("SUBSCRIBE").headers(ASSERTED)).containsExactly("<sip:bob@127.0.0.1>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"P-Asserted-Identity", "p-asserted-identity", "P-Asserted-Identity "})
    void what_a_client_says_of_itself_is_taken_away(String header) {
        OutgoingText forged = OutgoingText.plain("hello")
                .withHeader(header, "<sip:bob@127.0.0.1>")
                .withHeader(header, "\"Bob\"\r\n <sip:bob@127.0.0.1>, <tel:+4930>");
        assertThat(front().phone("alice").sendMessage("3001", forged).status()).isEqualTo(200);
        assertThat(atParley("MESSAGE").headers(ASSERTED)).containsExactly("<sip:alice@127.0.0.1>");
        assertThat(atParley("MESSAGE").toString()).doesNotContain("tel:").doesNotContain("bob");
    }

    @Test
    void without_the_password_nothing_comes_through() {
        TestPhone forger = front().phone(PhoneOptions.of("bob", front().server().sipAddress()));
        OutgoingText forged = OutgoingText.plain("hello")
                .withHeader(
                        "Authorization",
                        "Digest username=\"bob\", realm=\"127.0.0.1\", nonce=\"x\", uri=\"sip:3001@h\","
                                + " response=\"00000000000000000000000000000000\"");
        assertThat(forger.sendMessage("3001", forged).status()).isEqualTo(401);
        assertThat(front().parley().exchanges()).isEmpty();
    }

    @Test
    void nobody_writes_in_anothers_name() {
        OutgoingText inBobsName = OutgoingText.plain("hello").withFrom("<sip:bob@127.0.0.1>");
        assertThat(front().phone("alice").sendMessage("3001", inBobsName).status())
                .isEqualTo(401);
        assertThat(front().parley().exchanges()).isEmpty();
    }

    @Test
    void the_password_goes_no_further() {
        front().phone("alice").sendMessage("3001", "hello");
        assertThat(atParley("MESSAGE").headers("Authorization")).isEmpty();
    }

    @Test
    void parley_itself_is_not_asked_for_a_password() {
        TestPhone bob = front().phone("bob");
        assertThat(front().parley().sendMessage(bob.contact(), "a copy").status())
                .isEqualTo(200);
        assertThat(front().parley()
                        .sendMessage("bob", "to a user of the domain")
                        .status())
                .isEqualTo(200);
        assertThat(front().pbx().texts()).hasSize(1);
    }

    private SipMessage atParley(String method) {
        return front().awaitRequest(front().parley(), method);
    }
}
