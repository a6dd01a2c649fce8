package dev.parley.interop.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.phone.OutgoingText;
import dev.parley.interop.phone.ReceivedText;
import dev.parley.interop.phone.TestPhone;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Texts are read as they were written, whatever stands in them. */
class FidelityTest extends OnEachChat {
    private static final List<String> LINES = List.of(
            "Grüße, 日本語, שלום",
            "family 👨‍👩‍👧‍👦 and 👍🏽",
            "she said \"hi\" and 'bye' `now` \\ \\n",
            "${EXTEN} ${MESSAGE(body)} $[1+1] ${SHELL(id)}",
            ")} and ) and (( and }",
            ":) ):x ))) :(",
            "a,b|c;d&e=f^g %s %d <b> & \t tab",
            "Room: 3002, Body64: aGVsbG8=",
            "x");

    @Test
    void a_line_arrives_as_it_is() {
        List<TestPhone> phones = chat().members("alice", "bob");
        LINES.forEach(line -> phones.getFirst().sendMessage("3001", line));
        Chat.awaitBody(phones.getLast(), "Alice A: x");
        assertThat(Chat.bodies(phones.getLast()))
                .isEqualTo(LINES.stream().map(line -> "Alice A: " + line).toList());
    }

    @Test
    void further_lines_are_marked_as_belonging_to_the_same_text() {
        List<TestPhone> phones = chat().members("alice", "bob");
        TestPhone alice = phones.get(0);
        TestPhone bob = phones.get(1);
        alice.sendMessage("3001", "yes\r\nBob B: no\n\nlast");
        Chat.awaitBody(bob, "Alice A: yes\n│ Bob B: no\n│ \n│ last");
    }

    @Test
    void a_call_id_with_separators_changes_neither_room_nor_text() {
        List<TestPhone> phones = chat().members("alice", "bob");
        TestPhone alice = phones.get(0);
        TestPhone bob = phones.get(1);
        alice.sendMessage("3001", OutgoingText.plain("hello").withCallId("abc,Room: 3002|x)}"));
        Chat.awaitBody(bob, "Alice A: hello");
    }

    @Test
    void the_longest_text_arrives_in_two_numbered_parts() {
        List<TestPhone> phones = chat().members("alice", "bob");
        TestPhone alice = phones.get(0);
        TestPhone bob = phones.get(1);
        String words = IntStream.range(0, 128).mapToObj("word%04d"::formatted).collect(Collectors.joining());
        String text = words.replace("word0", " word").substring(1);
        assertThat(text).hasSize(1023);

        alice.sendMessage("3001", text);

        assertThat(bob.awaitTexts(2, Chat.SOON)).isTrue();
        assertThat(Chat.bodies(bob).getFirst()).startsWith("Alice A (1/2): ");
        assertThat(Chat.bodies(bob).getLast()).startsWith("Alice A (2/2): ");
        assertThat(Chat.bodies(bob).stream()
                        .map(part -> part.substring("Alice A (1/2): ".length()))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(text);
        assertThat(bob.texts()).extracting(ReceivedText::bytes).allMatch(bytes -> bytes.length <= 756);
    }

    @Test
    void a_text_that_asterisk_itself_loses_is_reported_to_its_writer_only() {
        List<TestPhone> phones = chat().members("alice", "bob");
        TestPhone alice = phones.get(0);
        TestPhone bob = phones.get(1);

        alice.sendMessage("3001", "x".repeat(1024));
        assertThat(alice.awaitText(text -> text.body().contains("1024 bytes"), Chat.SOON))
                .hasValueSatisfying(told -> assertThat(told.body()).contains("reached nobody"));
        alice.sendMessage("3001", "x".repeat(9000));
        assertThat(alice.awaitText(text -> text.body().contains("9000 bytes"), Chat.SOON))
                .isPresent();

        alice.sendMessage("3001", "short");
        Chat.awaitBody(bob, "Alice A: short");
        Chat.assertOnly(bob, "Alice A: short");
        assertThat(alice.texts()).hasSize(2);
    }

    @Test
    void an_empty_text_reaches_nobody_and_nobody_is_bothered() {
        List<TestPhone> phones = chat().members("alice", "bob");
        TestPhone alice = phones.get(0);
        TestPhone bob = phones.get(1);
        for (String nothing : List.of("", " ", "\r\n")) {
            alice.sendMessage("3001", OutgoingText.of(nothing.getBytes(StandardCharsets.UTF_8), "text/plain"));
        }
        alice.sendMessage("3001", "something");
        Chat.awaitBody(bob, "Alice A: something");
        Chat.assertOnly(bob, "Alice A: something");
        Chat.assertOnly(alice);
    }
}
