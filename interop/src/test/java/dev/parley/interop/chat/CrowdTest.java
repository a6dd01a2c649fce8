package dev.parley.interop.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.asterisk.AsteriskOptions;
import dev.parley.interop.phone.TestPhone;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Fifty people in one room. */
class CrowdTest extends OnEachChat {
    private static final int MEMBERS = 50;
    private static final int WRITERS = 5;
    private static final int TEXTS = 20;

    @Override
    AsteriskOptions options() {
        return AsteriskOptions.standard().withGeneratedPhones(MEMBERS);
    }

    @Test
    void everybody_else_reads_each_text_once_and_each_writers_texts_in_order() {
        List<TestPhone> phones = chat().members(IntStream.rangeClosed(1, MEMBERS)
                .mapToObj(number -> chat().options("p" + number))
                .toList());
        phones.getFirst().sendMessage("3001", "hello");
        phones.stream().skip(1).forEach(phone -> Chat.awaitBody(phone, "Phone 1: hello"));
        Chat.assertOnly(phones.getFirst());
        phones.forEach(TestPhone::forgetAll);

        List<CompletableFuture<Void>> writing = phones.stream()
                .limit(WRITERS)
                .map(phone -> CompletableFuture.runAsync(
                        () -> IntStream.range(0, TEXTS).forEach(i -> phone.sendMessage("3001", "text " + i))))
                .toList();
        writing.forEach(CompletableFuture::join);

        assertThat(phones.getLast().awaitTexts(WRITERS * TEXTS, Chat.SOON)).isTrue();
        for (TestPhone reader : phones) {
            List<String> writers = writersFor(reader);
            assertThat(reader.awaitTexts(writers.size() * TEXTS, Chat.SOON))
                    .as("%s read %d", reader.user(), reader.texts().size())
                    .isTrue();
            for (String writer : writers) {
                assertThat(textsOf(writer, reader))
                        .isEqualTo(IntStream.range(0, TEXTS)
                                .mapToObj(i -> writer + ": text " + i)
                                .toList());
            }
            assertThat(reader.texts()).hasSize(writers.size() * TEXTS);
        }
    }

    private static List<String> textsOf(String writer, TestPhone reader) {
        return Chat.bodies(reader).stream()
                .filter(body -> body.startsWith(writer + ":"))
                .toList();
    }

    private static List<String> writersFor(TestPhone reader) {
        return IntStream.rangeClosed(1, WRITERS)
                .filter(number -> !reader.user().equals("p" + number))
                .mapToObj(number -> "Phone " + number)
                .toList();
    }
}
