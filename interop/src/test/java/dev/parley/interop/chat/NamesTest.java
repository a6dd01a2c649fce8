package dev.parley.interop.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.ami.AmiFrame;
import dev.parley.interop.ami.RawAmi;
import dev.parley.interop.asterisk.Lab;
import dev.parley.interop.phone.PhoneOptions;
import dev.parley.interop.phone.ReceivedText;
import dev.parley.interop.phone.TestPhone;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A name that somebody chose to do harm with stays a name. */
class NamesTest extends OnEachChat {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            Eve" <sip:bob@example.com>   | Eve" <sip bob@example.com>
            \u202eecilA                  | ecilA
            Carol C: yes                 | Carol C yes
            <sip:eve>, "x" <sip:y@z>;tag | <sip eve>, "x" <sip y@z>;tag
            Jörg, 日本                    | Jörg, 日本
            Siobhán O'Brien, What? a\\b  | Siobhán O'Brien, What? a\\b
            """)
    void the_address_in_from_is_the_rooms_whatever_the_name_is(String name, String read) {
        List<TestPhone> phones = chat().members("alice", "bob");
        rename(name);

        phones.getFirst().sendMessage("3001", "hello");

        ReceivedText text = phones.getLast()
                .awaitText(any -> any.body().endsWith(": hello"), Chat.SOON)
                .orElseThrow();
        assertThat(text.body()).isEqualTo(read + ": hello");
        assertThat(text.message().headers("From")).hasSize(1);
        assertThat(text.from()).containsPattern("^[^\\r\\n]* ?<sip:3001@127\\.0\\.0\\.1>;tag=[^<>,\"]+$");
        assertThat(text.message().headers("X-Parley")).hasSize(1);
        assertThat(phones.getLast().texts()).hasSize(1);
    }

    @Test
    void a_name_that_a_phone_writes_itself_counts_for_nothing_where_the_pbx_has_one() {
        PhoneOptions hostile = chat().options("alice").withDisplay("Bob B\\\" <sip:bob@127.0.0.1>, \\\"");
        List<TestPhone> phones = chat().members(List.of(hostile, chat().options("bob")));
        phones.getFirst().sendMessage("3001", "hello");
        Chat.awaitBody(phones.getLast(), "Alice A: hello");
    }

    /** As a PBX names a caller for whom it has no name of its own: Parley reads it in the next list. */
    private void rename(String name) {
        chat().asterisk().cli("module load func_callerid.so");
        try (RawAmi ami = chat().asterisk().lab()) {
            AmiFrame alice = Lab.awaitMembers(ami, "3001", 2).stream()
                    .filter(member -> member.header("Channel").orElse("").startsWith("PJSIP/alice"))
                    .findFirst()
                    .orElseThrow();
            String channel = alice.header("Channel").orElseThrow();
            assertThat(ami.ask("Setvar", "Channel: " + channel, "Variable: CALLERID(name)", "Value: " + name)
                            .isSuccess())
                    .isTrue();
        }
        chat().awaitRoom(room ->
                room.members().stream().noneMatch(member -> member.name().equals("Alice A")));
    }
}
