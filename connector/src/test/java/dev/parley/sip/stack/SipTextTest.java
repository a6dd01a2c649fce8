package dev.parley.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gov.nist.javax.sip.parser.StringMsgParser;
import java.nio.charset.StandardCharsets;
import javax.sip.header.FromHeader;
import javax.sip.message.Request;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SipTextTest {
    private final Sip sip = new Sip();

    @Property(tries = 500)
    void whatever_a_name_is_made_of_it_stays_a_name(@ForAll String name) throws Exception {
        Request request = sip.request(
                "MESSAGE",
                sip.uri("sip:bob@127.0.0.1"),
                new Sip.Parties(
                        "call", sip.address(name, "sip:3001@pbx.example"), "tag", sip.address("", "sip:bob@a"), ""),
                1);
        request.addHeader(sip.header("Via", "SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bK1"));

        Request read = (Request) new StringMsgParser()
                .parseSIPMessage(request.toString().getBytes(StandardCharsets.UTF_8), true, true, null);

        FromHeader from = (FromHeader) read.getHeader("From");
        assertThat(from.getAddress().getURI()).hasToString("sip:3001@pbx.example");
        assertThat(from.getTag()).isEqualTo("tag");
        assertThat(request.toString().split("\r\n")).hasSize(read.toString().split("\r\n").length);
    }

    @Test
    void a_line_break_in_a_value_or_a_blank_in_a_token_is_refused() {
        assertThatThrownBy(() -> sip.header("Subject", "a\r\nRoute: <sip:evil>"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SipText.token("MESSAGE sip:x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SipText.callId("a\r\nb")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sip.uri("sip:a\r\n@b")).isInstanceOf(IllegalArgumentException.class);
    }
}
