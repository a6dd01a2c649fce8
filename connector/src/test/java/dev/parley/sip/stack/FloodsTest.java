package dev.parley.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Rate;
import java.time.Instant;
import javax.sip.message.Request;
import org.junit.jupiter.api.Test;

class FloodsTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Source PROXY = new Source("192.0.2.7", 5060, "udp");
    private static final Source PHONE = new Source("192.0.2.9", 5060, "udp");

    private final Sip sip = new Sip();
    private final Floods floods = new Floods(new Rate(1, 2), PROXY::equals);

    private Request from(String uri) {
        var parties = new Sip.Parties("call", sip.address("", uri), "tag", sip.address("", "sip:3001@x"), "");
        return sip.request("MESSAGE", sip.uri("sip:3001@x"), parties, 1);
    }

    private boolean takes(String from, Source source) {
        return floods.takes(from(from), source, NOON);
    }

    @Test
    void an_address_is_one_whatever_its_from_says() {
        assertThat(takes("sip:alice@x", PHONE)).isTrue();
        assertThat(takes("sip:bob@x", PHONE)).isTrue();
        assertThat(takes("sip:carol@x", PHONE)).isFalse();
        assertThat(takes("sip:carol@x", new Source("192.0.2.9", 1024, "tcp"))).isFalse();
    }

    @Test
    void behind_a_proxy_each_sender_has_his_own_measure() {
        for (String user : new String[] {"alice", "bob", "carol", "dave"}) {
            assertThat(takes("sip:" + user + "@x", PROXY)).isTrue();
        }
        assertThat(takes("sip:alice@X;p=1", PROXY)).isTrue();
        assertThat(takes("sip:alice@x", PROXY)).isFalse();
        assertThat(takes("sip:bob@x", PROXY)).isTrue();
    }

    @Test
    void whoever_is_no_sip_address_is_counted_together() {
        assertThat(takes("tel:+491", PROXY)).isTrue();
        assertThat(takes("tel:+492", PROXY)).isTrue();
        assertThat(takes("tel:+493", PROXY)).isFalse();
    }

    @Test
    void another_port_of_the_proxys_machine_is_no_proxy() {
        Source beside = new Source("192.0.2.7", 1024, "udp");
        assertThat(takes("sip:alice@x", beside)).isTrue();
        assertThat(takes("sip:bob@x", beside)).isTrue();
        assertThat(takes("sip:carol@x", beside)).isFalse();
        assertThat(takes("sip:carol@x", PROXY)).as("none the worse for it").isTrue();
    }
}
