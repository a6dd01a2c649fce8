package dev.parley.sip.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sip.notifier.Destinations.Place;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DestinationsTest {
    private static final Destinations DESTINATIONS = new Destinations(
            List.of("198.51.100.0/24", "proxy.example.org", "127.0.0.0/8", "2001:db8:1::/48"),
            Set.of(new Place("127.0.0.1", 5070), new Place("2001:db8::1", 5070)));

    private static boolean allow(String host, int port) {
        return DESTINATIONS.allow(new Place(host, port), "192.0.2.7");
    }

    @Test
    void a_phone_is_told_where_it_subscribed_from() {
        assertThat(allow("192.0.2.7", 5060)).isTrue();
        assertThat(allow("192.0.2.7", 40_000)).isTrue();
        assertThat(DESTINATIONS.allow(new Place("[2001:DB8:0::2]", 5060), "2001:db8::2"))
                .isTrue();
    }

    @Test
    void nobody_else_is_told_on_its_behalf() {
        assertThat(allow("192.0.2.8", 5060)).isFalse();
        assertThat(allow("phone.example.org", 5060)).isFalse();
        assertThat(allow("2001:db8::2", 5060)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"198.51.100.9", "Proxy.Example.org", "2001:db8:1:2::3", "127.0.0.1"})
    void what_the_configuration_allows_is_allowed(String host) {
        assertThat(allow(host, 5060)).isTrue();
    }

    @Test
    void parley_never_tells_itself() {
        assertThat(allow("127.0.0.1", 5070)).isFalse();
        assertThat(DESTINATIONS.allow(new Place("127.0.0.1", 5070), "127.0.0.1"))
                .isFalse();
        assertThat(DESTINATIONS.allow(new Place("[2001:db8:0:0::1]", 5070), "2001:db8::1"))
                .isFalse();
        assertThat(DESTINATIONS.allow(new Place("127.0.0.1", 5071), "127.0.0.1"))
                .isTrue();
    }
}
