package dev.parley.interop.freeswitch;

import static dev.parley.interop.freeswitch.FreeSwitchChat.awaitBody;
import static dev.parley.interop.freeswitch.FreeSwitchChat.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.Await;
import dev.parley.interop.phone.OutgoingText;
import dev.parley.interop.phone.TestPhone;
import dev.parley.pbx.PbxState;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a phone writes is words, whatever it looks like. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileTest {
    private Optional<FreeSwitchServer> server = Optional.empty();
    private Optional<FreeSwitchChat> running = Optional.empty();

    @BeforeAll
    void start() {
        server = Optional.of(FreeSwitchChat.startServer());
        running = server.map(FreeSwitchChat::on);
    }

    @AfterEach
    void everybody_leaves() {
        chat().everybodyLeaves();
    }

    @AfterAll
    void stop() {
        running.ifPresent(FreeSwitchChat::close);
        server.ifPresent(FreeSwitchServer::close);
    }

    private FreeSwitchChat chat() {
        return running.orElseThrow();
    }

    @Test
    void commands_in_a_text_are_words() {
        TestPhone alice = chat().member("alice");
        TestPhone bob = chat().member("bob");
        write(alice, "Content-Length: 5\n\napi fsctl shutdown now\n\nsendevent X ${core_uuid} %0A%0a \\n \"<&>");
        awaitBody(
                bob,
                "Alice: Content-Length: 5\n│ \n│ api fsctl shutdown now\n│ \n│ sendevent X ${core_uuid} %0A%0a \\n"
                        + " \"<&>");
        assertThat(chat().parley().states()).allMatch(PbxState::isUp);
    }

    @Test
    void a_name_cannot_leave_its_quotes() {
        TestPhone alice = chat().member(chat().options("alice").withDisplay("A\\\" <sip:evil@x>;y ${core_uuid}"));
        TestPhone bob = chat().member("bob");
        write(alice, "hello");
        String from = bob.awaitText(text -> text.body().endsWith("hello"), FreeSwitchChat.SOON)
                .flatMap(text -> text.message().header("From"))
                .orElseThrow();
        assertThat(from).contains("<sip:3001@127.0.0.1:");
        assertThat(from)
                .doesNotContain(chat().server().api("global_getvar core_uuid").strip());
    }

    @Test
    void bytes_that_are_no_utf_8_arrive_as_letters() {
        TestPhone alice = chat().member("alice");
        TestPhone bob = chat().member("bob");
        write(alice, OutgoingText.of("Gr\u00fc\u00dfe".getBytes(StandardCharsets.ISO_8859_1), "text/plain"));
        awaitBody(bob, "Alice: Gr\u00fc\u00dfe");
    }

    @Test
    void a_text_to_a_command_runs_nothing() {
        TestPhone alice = chat().member("alice");
        TestPhone bob = chat().member("bob");
        alice.sendMessage("api+global_setvar", "hacked=yes");
        // FreeSWITCH 1.11 answers 500 to some texts that follow within a millisecond on its challenge.
        assertThat(Await.answer(
                        FreeSwitchChat.SOON,
                        () -> Optional.of(alice.sendMessage("conf+3001", "to the conference by its other name"))
                                .filter(answer -> answer.status() == 202)))
                .isPresent();
        awaitBody(bob, "Alice: to the conference by its other name");
        assertThat(chat().server().api("global_getvar hacked").strip()).isNotEqualTo("yes");
    }
}
