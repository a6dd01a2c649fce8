package dev.parley.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7,192.0.2.7",
        "192.0.2.0/24,192.0.2.255",
        "192.0.2.128/25,192.0.2.130",
        "0.0.0.0/0,203.0.113.9",
        "2001:db8::/32,2001:db8:ffff::1",
        "::1,0:0:0:0:0:0:0:1"
    })
    void an_address_in_the_range_is_in_it(String range, String address) {
        assertThat(AddressRange.parse(range).orElseThrow().contains(address)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7,192.0.2.8",
        "192.0.2.0/24,192.0.3.0",
        "192.0.2.128/25,192.0.2.127",
        "0.0.0.0/0,::1",
        "0.0.0.0/0,localhost",
        "2001:db8::/32,2001:db9::"
    })
    void any_other_is_not(String range, String address) {
        assertThat(AddressRange.parse(range).orElseThrow().contains(address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "192.0.2",
                "192.0.2.0/33",
                "2001:db8::/129",
                "192.0.2.256",
                "1::2::3",
                "1.2.3.4/"
            })
    void what_is_no_range_is_none(String text) {
        assertThat(AddressRange.parse(text)).isEmpty();
    }
}
