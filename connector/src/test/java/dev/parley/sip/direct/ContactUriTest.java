package dev.parley.sip.direct;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactUriTest {
    @ParameterizedTest
    @CsvSource({
        "sip:bob@192.0.2.5:5062, 192.0.2.5:5062, udp",
        "sip:bob@192.0.2.5, 192.0.2.5:5060, udp",
        "SIP:192.0.2.5;ob, 192.0.2.5:5060, udp",
        "sip:bob@[2001:db8::5]:5062;transport=TCP, [2001:db8::5]:5062, tcp",
        "sips:bob@phone.example, phone.example:5061, tls",
        "sip:bob@192.0.2.5;transport=tls, 192.0.2.5:5061, tls",
        "sip:b%20ob@192.0.2.5:5062;x-ast-orig-host=10.0.0.7:5060, 192.0.2.5:5062, udp",
    })
    void what_a_phone_registers_says_where_it_is(String uri, String address, String transport) {
        assertThat(ContactUri.parse(uri)).contains(new ContactUri(uri, address, transport));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tel:+4930123",
                "sip:bob@",
                "sip:bob@192.0.2.5?Route=sip:victim.example",
                "sip:bob@192.0.2.5>;x=<sip:eve",
                "sip:bob@192.0.2.5\r\nRoute: <sip:victim.example>",
                "sip:bob@192.0.2.5;x=\"",
                "sip:b ob@192.0.2.5",
                "sip:bob@192.0.2.5:99999999",
                "sip:b%0ob@192.0.2.5",
            })
    void what_is_no_sip_uri_is_not_written_to(String uri) {
        assertThat(ContactUri.parse(uri)).isEmpty();
    }

    @Test
    void a_uri_longer_than_any_phone_writes_is_not_written_to() {
        assertThat(ContactUri.parse("sip:" + "a".repeat(300) + "@192.0.2.5")).isEmpty();
    }
}
