package dev.parley.interop.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.TextTrace;
import dev.parley.interop.FreePort;
import dev.parley.interop.asterisk.AsteriskServer;
import dev.parley.interop.connector.Settings;
import dev.parley.interop.phone.ReceivedText;
import dev.parley.interop.phone.TestPhone;
import dev.parley.interop.phone.TextAnswer;
import dev.parley.interop.phone.Transport;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parley itself writes to the phones of a real Asterisk, and leaves to Asterisk whom it does not reach. */
class DirectRouteTest extends OnEachChat {
    private final int port = FreePort.udpAndTcp();

    @Override
    Settings settings(AsteriskServer asterisk) {
        return super.settings(asterisk)
                .withSip("listen: [udp:127.0.0.1:" + port + ", tcp:127.0.0.1:" + port + "]\ndirect: yes");
    }

    @Test
    void a_copy_comes_from_parley_itself_and_the_phones_own_answer_is_known() {
        List<TestPhone> phones = chat().members("alice", "bob", "carol");
        List<TextTrace.CopyTrace> copies = copies(phones.get(0), "hello");

        for (TestPhone phone : phones.subList(1, 3)) {
            Chat.awaitBody(phone, "Alice A: hello");
            ReceivedText text = phone.texts().getFirst();
            assertThat(isFromParley(text)).isTrue();
            assertThat(text.from())
                    .startsWith("\"Alice A\" <sip:3001@127.0.0.1:"
                            + chat().asterisk().sipPort() + ">");
            assertThat(text.mark()).isPresent();
            assertThat(text.message().header("Contact")).isEmpty();
        }
        assertThat(chat().awaitTrace(trace -> trace.decision().equals("relayed"))
                        .copies())
                .hasSize(2)
                .allSatisfy(copy -> assertThat(copy)
                        .extracting(TextTrace.CopyTrace::route, TextTrace.CopyTrace::outcome, TextTrace.CopyTrace::why)
                        .containsExactly("direct", "delivered", "200"));
        Chat.assertOnly(phones.get(0));
    }

    @Test
    void a_phone_that_refuses_a_text_is_not_asked_twice() {
        List<TestPhone> phones = chat().members("alice", "bob");
        phones.get(1).answersTextsWith(new TextAnswer.Code(415, "Unsupported Media Type"));

        TextTrace.CopyTrace copy = copies(phones.get(0), "refused text").getFirst();

        assertThat(copy.route()).isEqualTo("direct");
        assertThat(copy.outcome()).isEqualTo("refused");
        assertThat(copy.why()).contains("415");
        Chat.assertOnly(phones.get(1), "Alice A: refused text");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 480, 503})
    void whom_parley_does_not_reach_asterisk_writes_to(int code) {
        List<TestPhone> phones = chat().members("alice", "bob");
        TestPhone bob = phones.get(1);
        bob.answersTextsWith(code == 0 ? new TextAnswer.Silence() : new TextAnswer.Code(code, "No"));

        assertThat(copies(phones.get(0), "fallback").getFirst().route()).isEqualTo("out-of-dialog");
        bob.answersTextsWith(TextAnswer.ok());
        assertThat(bob.awaitText(text -> !isFromParley(text), Chat.SOON)).isPresent();
        assertThat(bob.texts()).filteredOn(this::isFromParley).hasSize(1);

        phones.get(0).sendMessage("3001", "after " + code);
        Chat.awaitBody(bob, "Alice A: after " + code);
        assertThat(bob.texts()).filteredOn(this::isFromParley).hasSize(1);
    }

    @Test
    void a_phone_that_is_only_reached_over_a_connection_of_its_own_is_left_to_asterisk() {
        TestPhone alice = chat().member("alice");
        TestPhone bob = chat().member(chat().options("bob").withTransport(Transport.TCP));

        assertThat(copies(alice, "over your own connection").getFirst().route()).isEqualTo("out-of-dialog");
        Chat.awaitBody(bob, "Alice A: over your own connection");
    }

    @Test
    void a_phone_that_takes_connections_where_it_has_registered_gets_long_texts_whole() {
        TestPhone alice = chat().member("alice");
        TestPhone bob = chat().member(chat().options("bob").withTransport(Transport.LISTENING_TCP));
        String words = "abcdefghi ".repeat(100).strip();

        TextTrace.CopyTrace copy = copies(alice, words).getFirst();

        assertThat(copy.route()).isEqualTo("direct");
        assertThat(copy.outcome()).isEqualTo("delivered");
        Chat.awaitBody(bob, "Alice A: " + words);
        assertThat(bob.texts()).hasSize(1).allMatch(this::isFromParley);
        assertThat(bob.texts().getFirst().message().header("Via").orElseThrow()).startsWith("SIP/2.0/TCP ");
    }

    @Test
    void a_long_text_comes_in_parts_that_each_fit_into_a_datagram() {
        List<TestPhone> phones = chat().members("alice", "bob");
        String word = "abcdefghi ";

        phones.get(0).sendMessage("3001", word.repeat(100).strip());

        phones.get(1).awaitTexts(2, Chat.SOON);
        assertThat(phones.get(1).texts()).allSatisfy(text -> {
            assertThat(isFromParley(text)).isTrue();
            assertThat(text.message().toBytes()).hasSizeLessThanOrEqualTo(1300);
        });
        assertThat(String.join(" ", Chat.bodies(phones.get(1))))
                .startsWith("Alice A (1/2): ")
                .contains("Alice A (2/2): ");
        assertThat(words(phones.get(1))).isEqualTo(100);
    }

    private static long words(TestPhone phone) {
        return String.join(" ", Chat.bodies(phone)).split("abcdefghi", -1).length - 1L;
    }

    /** What became of a text that this phone writes now. */
    private List<TextTrace.CopyTrace> copies(TestPhone writer, String body) {
        Instant before = Instant.now();
        writer.sendMessage("3001", body);
        return chat().awaitTrace(trace -> !trace.received().isBefore(before)).copies();
    }

    private boolean isFromParley(ReceivedText text) {
        return text.message().header("Via").orElse("").contains("127.0.0.1:" + port + ";");
    }
}
