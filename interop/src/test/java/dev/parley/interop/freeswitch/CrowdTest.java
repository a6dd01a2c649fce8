package dev.parley.interop.freeswitch;

import static dev.parley.interop.freeswitch.FreeSwitchChat.SOON;
import static dev.parley.interop.freeswitch.FreeSwitchChat.bodies;
import static dev.parley.interop.freeswitch.FreeSwitchChat.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.phone.TestPhone;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A room of fifty. */
class CrowdTest {
    private static final int MEMBERS = 50;

    @Test
    void each_text_reaches_everybody_else_once_and_in_order() {
        List<String> users =
                IntStream.rangeClosed(1, MEMBERS).mapToObj(i -> "p" + i).toList();
        try (FreeSwitchServer server = FreeSwitchChat.startServer(users.toArray(String[]::new));
                FreeSwitchChat chat = FreeSwitchChat.on(server)) {
            List<TestPhone> phones = users.stream().map(chat::phone).toList();
            phones.forEach(phone -> phone.call("3001"));
            chat.awaitRoom(room -> room.members().size() == MEMBERS
                    && room.members().stream().allMatch(member -> member.leg().isKnown()));
            List<String> texts = List.of("one", "two", "three", "four", "five");
            texts.forEach(text -> write(phones.getFirst(), text));
            List<String> read = texts.stream().map(text -> "P1: " + text).toList();
            for (TestPhone phone : phones.subList(1, MEMBERS)) {
                assertThat(phone.awaitTexts(texts.size(), SOON))
                        .as(phone.user())
                        .isTrue();
                assertThat(bodies(phone)).as(phone.user()).isEqualTo(read);
            }
            assertThat(bodies(phones.getFirst())).isEmpty();
        }
    }
}
