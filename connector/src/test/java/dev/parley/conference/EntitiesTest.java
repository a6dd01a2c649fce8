package dev.parley.conference;

import static dev.parley.conference.Given.ALICE;
import static dev.parley.conference.Given.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.room.Identity;
import dev.parley.room.Leg;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EntitiesTest {
    private static final Entities ENTITIES = new Entities(Given.ROOM, "pbx.example");

    private static String user(String endpoint, String aor) {
        return ENTITIES.user(
                new Member(new MemberId("1"), new Identity(endpoint, aor, true), "", Set.of(), Leg.UNKNOWN));
    }

    /** Linphone finds itself by its own address of record, else it lists its user twice. */
    @Test
    void a_user_is_known_by_the_address_of_record() {
        assertThat(user("alice-phone", "alice")).isEqualTo("sip:alice@pbx.example");
        assertThat(user("1001", "1001@Branch.example")).isEqualTo("sip:1001@branch.example");
        assertThat(user("1001", "sip:1001@branch.example:5070")).isEqualTo("sip:1001@branch.example:5070");
        assertThat(user("alice", "alice,alice-mobile")).isEqualTo("sip:alice@pbx.example");
    }

    @Test
    void an_account_without_an_address_of_record_is_known_by_its_name() {
        assertThat(user("alice", "")).isEqualTo("sip:alice@pbx.example");
    }

    /** RFC 4575 §5.6: somebody without a known identity has a URI all the same, always the same one. */
    @Test
    void somebody_unknown_has_an_address_that_tells_nothing_and_is_always_the_same() {
        assertThat(ENTITIES.user(STRANGER))
                .matches("sip:anonymous-[0-9a-f]{16}@anonymous\\.invalid")
                .isEqualTo(ENTITIES.user(STRANGER))
                .isNotEqualTo(ENTITIES.user(Given.member("4", "", "")));
    }

    /** RFC 4575 §5.7: the Contact would do, but it tells where the phone is. */
    @Test
    void an_endpoint_is_known_by_an_opaque_token_that_is_always_the_same() {
        String endpoint = ENTITIES.endpoint("sip:alice@pbx.example", ALICE.id());
        assertThat(endpoint)
                .matches("sip:alice@pbx\\.example;gr=[0-9a-f]{16}")
                .isEqualTo(ENTITIES.endpoint("sip:alice@pbx.example", new MemberId("1")))
                .isNotEqualTo(ENTITIES.endpoint("sip:alice@pbx.example", new MemberId("2")));
    }

    @Test
    void what_a_uri_cannot_hold_is_escaped_always_the_same_way() {
        assertThat(user("a b@c<\"ü", "")).isEqualTo("sip:a%20b%40c%3C%22%C3%BC@pbx.example");
    }

    @Property
    void any_account_makes_a_uri_of_plain_characters(@ForAll String endpoint, @ForAll String aor) {
        assertThat(user("x" + endpoint, aor)).matches("sip:[A-Za-z0-9\\-_.!~*'()&=+$,/%]*@[A-Za-z0-9.:\\[\\]-]+");
    }
}
