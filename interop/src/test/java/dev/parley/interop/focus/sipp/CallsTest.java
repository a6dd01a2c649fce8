package dev.parley.interop.focus.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.fault.Weather;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls through the focus with sipp on both sides. */
class CallsTest {
    private static final int CALLS = 20;
    private static final int RATE = 20;
    private static final Weather BAD = new Weather(0.05, 0.03, Duration.ofMillis(40));

    @BeforeEach
    void sipp() {
        Party.assumeInstalled();
    }

    private static void play(String transport, Scenario phone, Scenario pbx) {
        try (Between between = new Between(transport, Weather.FINE)) {
            between.play(phone, pbx, CALLS, RATE);
        }
    }

    private static Scenario calls() {
        return Scenario.phone().sends("INVITE").mayHear(180).hears(200).acknowledges();
    }

    private static Scenario isCalled() {
        return Scenario.pbx().answersCall(180).answersCall(200).hears("ACK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void the_phone_hangs_up(String transport) {
        play(
                transport,
                calls().pauses(100).sends("BYE").hears(200),
                isCalled().hears("BYE").answers(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void the_pbx_hangs_up(String transport) {
        play(
                transport,
                calls().hears("BYE").answers(200),
                isCalled().pauses(200).sends("BYE").hears(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void the_call_is_refused(String transport) {
        play(
                transport,
                Scenario.phone().sends("INVITE").hears(486).acknowledgesRefusal(),
                Scenario.pbx().answersCall(486).hears("ACK"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void the_phone_takes_its_call_back(String transport) {
        play(
                transport,
                Scenario.phone()
                        .sends("INVITE")
                        .hears(180)
                        .cancels()
                        .hears(200)
                        .hears(487)
                        .acknowledgesRefusal(),
                Scenario.pbx()
                        .answersCall(180)
                        .hears("CANCEL")
                        .answers(200)
                        .answersCall(487)
                        .hears("ACK"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void the_phone_changes_the_session(String transport) {
        play(
                transport,
                calls().pauses(100)
                        .sends("INVITE")
                        .hears(200)
                        .acknowledges()
                        .pauses(50)
                        .sends("BYE")
                        .hears(200),
                isCalled().hears("INVITE").accepts().hears("ACK").hears("BYE").answers(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void the_pbx_changes_the_session(String transport) {
        play(
                transport,
                calls().hears("INVITE").accepts().hears("ACK").hears("BYE").answers(200),
                isCalled()
                        .pauses(200)
                        .sends("INVITE")
                        .hears(200)
                        .acknowledges()
                        .pauses(50)
                        .sends("BYE")
                        .hears(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void the_answer_rides_in_the_ack(String transport) {
        play(
                transport,
                Scenario.phone()
                        .asksForAnOffer()
                        .mayHear(180)
                        .hears(200)
                        .acknowledgesWithAnswer()
                        .pauses(50)
                        .sends("BYE")
                        .hears(200),
                isCalled().hears("BYE").answers(200));
    }

    @Test
    void a_pbx_that_says_nothing_is_given_up_on() {
        try (Between between = new Between("udp", Weather.FINE)) {
            between.playAlone(Scenario.phone().sends("INVITE").hears(504).acknowledgesRefusal());
        }
    }

    @Test
    void calls_come_and_go_in_a_network_that_loses_repeats_and_reorders() {
        try (Between between = new Between("udp", BAD)) {
            between.play(
                    Scenario.phone()
                            .sends("INVITE")
                            .hears(200)
                            .acknowledges()
                            .pauses(300)
                            .sends("BYE")
                            .hears(200)
                            .lingers(4_000),
                    Scenario.pbx()
                            .pauses(200)
                            .answersCall(200)
                            .mayHear("ACK")
                            .hears("BYE")
                            .answers(200)
                            .lingers(6_000),
                    10 * CALLS,
                    RATE);
            assertThat(between.lost()).isPositive();
        }
    }

    @Test
    void calls_come_and_go_over_streams_that_are_torn_at_any_byte() {
        try (Between between = Between.torn()) {
            between.play(
                    calls().pauses(100)
                            .sends("INVITE")
                            .hears(200)
                            .acknowledges()
                            .pauses(50)
                            .sends("BYE")
                            .hears(200),
                    isCalled()
                            .hears("INVITE")
                            .accepts()
                            .hears("ACK")
                            .hears("BYE")
                            .answers(200),
                    10 * CALLS,
                    RATE);
        }
    }

    @Test
    void calls_outlive_the_connection_that_they_were_made_over() {
        try (Between between = Between.torn()) {
            between.playWithBrokenPhones(
                    calls().pauses(8_000).sends("BYE").hears(200),
                    isCalled().hears("BYE").answers(200),
                    CALLS);
        }
    }

    @Test
    void calls_whose_two_sides_have_vanished_with_their_connections_end() {
        try (Between between = Between.torn()) {
            between.playUntilAllIsLost(calls().pauses(60_000), isCalled().pauses(60_000), CALLS);
        }
    }
}
