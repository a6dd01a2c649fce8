package dev.parley.interop.asterisk;

import static dev.parley.interop.asterisk.Lab.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.phone.OutgoingText;
import dev.parley.interop.phone.TestPhone;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same facts through the other door. */
class FastAgiDoorTest {
    @ParameterizedTest
    @EnumSource(Release.class)
    void the_arguments_are_the_facts_of_the_text(Release release) {
        try (var agi = new AgiProbe();
                Lab lab = Lab.on(release, AsteriskOptions.standard().withDoor(new Door.FastAgi(agi.port())))) {
            TestPhone alice = lab.phone("alice");
            String body = "a, b :) c: \"ü\"\r\nsecond line" + "x".repeat(900);
            alice.sendMessage(
                    "3001", OutgoingText.plain(body).withCallId("id,1)@h:2").withHeader("X-Parley", "m"));
            var script = agi.scripts().await(seen -> true, SOON).orElseThrow();
            List<String> arguments = AgiProbe.arguments(script);
            assertThat(script.get("agi_network_script")).isEqualTo("text");
            assertThat(arguments).hasSize(13);
            TextRecord told = TextRecord.of(arguments);
            assertThat(told.room()).isEqualTo("3001");
            assertThat(told.callId()).isEqualTo("id,1)@h:2");
            assertThat(told.cseq()).isEqualTo("1 MESSAGE");
            assertThat(told.from()).startsWith("<sip:alice@127.0.0.1");
            assertThat(told.source()).isEqualTo("127.0.0.1:" + alice.port());
            assertThat(told.mark()).isEqualTo("m");
            assertThat(told.auto()).isEmpty();
            assertThat(told.agent()).isEqualTo("TestPhone/alice");
            assertThat(told.body()).isEqualTo(body);
            // The script answered, so that nobody is told that Parley is away.
            alice.sendMessage("3001", "second");
            assertThat(agi.scripts().awaitAll(seen -> seen.stream().skip(1).findFirst(), SOON))
                    .isPresent();
            assertThat(alice.texts()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void without_a_listener_the_sender_is_told(Release release) {
        int closed;
        try (var agi = new AgiProbe()) {
            closed = agi.port();
        }
        try (Lab lab = Lab.on(release, AsteriskOptions.standard().withDoor(new Door.FastAgi(closed)))) {
            TestPhone alice = lab.phone("alice");
            alice.sendMessage("3001", "hello");
            assertThat(alice.awaitText(text -> text.body().startsWith("The chat of room 3001 is not"), SOON))
                    .isPresent();
        }
    }
}
