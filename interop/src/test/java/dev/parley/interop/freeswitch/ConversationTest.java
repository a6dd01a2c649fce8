package dev.parley.interop.freeswitch;

import static dev.parley.interop.freeswitch.FreeSwitchChat.SOON;
import static dev.parley.interop.freeswitch.FreeSwitchChat.awaitBody;
import static dev.parley.interop.freeswitch.FreeSwitchChat.bodies;
import static dev.parley.interop.freeswitch.FreeSwitchChat.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.Await;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.OutgoingText;
import dev.parley.interop.phone.TestPhone;
import dev.parley.interop.phone.Transport;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What members of a real FreeSWITCH's room write reaches the others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConversationTest {
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
    void a_text_from_outside_of_the_call_reaches_everybody_else_once() {
        TestPhone alice = chat().member("alice");
        TestPhone bob = chat().member("bob");
        TestPhone carol = chat().member("carol");
        write(alice, "Grüße 👋\n\nhttps://example.org/a%20b?c=${x}");
        String read = "Alice: Grüße 👋\n│ \n│ https://example.org/a%20b?c=${x}";
        awaitBody(bob, read);
        awaitBody(carol, read);
        assertThat(bodies(bob)).hasSize(1);
        assertThat(bodies(alice)).isEmpty();
    }

    @Test
    void many_texts_keep_their_order() {
        TestPhone alice = chat().member("alice");
        TestPhone bob = chat().member("bob");
        IntStream.range(0, 50).forEach(i -> write(alice, "text " + i));
        awaitBody(bob, "Alice: text 49");
        assertThat(bodies(bob))
                .isEqualTo(
                        IntStream.range(0, 50).mapToObj(i -> "Alice: text " + i).toList());
    }

    @Test
    void a_text_in_the_call_reaches_the_others_and_is_its_leg_s_whatever_it_says() {
        TestPhone alice = chat().phone("alice");
        Call call = chat().call(alice, "3001");
        TestPhone bob = chat().member("bob");
        assertThat(call.sendMessage(OutgoingText.plain("in the call")).status()).isEqualTo(202);
        awaitBody(bob, "Alice: in the call");
        assertThat(bodies(alice)).isEmpty();
    }

    @Test
    void a_guest_without_a_registration_is_written_to_in_its_call() {
        TestPhone alice = chat().member("alice");
        TestPhone bob = chat().unregistered(chat().options("bob"));
        chat().call(bob, "3001");
        write(alice, "to bob's call");
        awaitBody(bob, "Alice: to bob's call");
        assertThat(bob.texts().getFirst().inDialog()).isTrue();
    }

    @Test
    void a_stranger_is_told_that_nobody_read_it() {
        TestPhone bob = chat().member("bob");
        TestPhone dave = chat().phone("dave");
        write(dave, "hello?");
        assertThat(dave.awaitText(text -> text.body().contains("You are not in conference 3001"), SOON))
                .isPresent();
        assertThat(bodies(bob)).isEmpty();
    }

    @Test
    void who_writes_in_another_s_name_is_refused() {
        TestPhone alice = chat().member("alice");
        TestPhone bob = chat().member("bob");
        // FreeSWITCH 1.11 takes a From that the digest does not belong to.
        TestPhone dave = chat().phone("dave");
        write(dave, OutgoingText.plain("I am alice").withFrom("<sip:alice@127.0.0.1>"));
        write(alice, "the real one");
        awaitBody(bob, "Alice: the real one");
        chat().awaitTrace(trace -> trace.decision().equals("refused:unproven"));
        assertThat(bodies(bob)).containsExactly("Alice: the real one");
    }

    @Test
    void a_member_may_write_with_a_device_that_registers_later_and_is_not_in_the_call() {
        chat().member("alice");
        TestPhone bob = chat().member("bob");
        TestPhone tablet = chat().phone("alice");
        write(tablet, "from my tablet");
        awaitBody(bob, "Alice: from my tablet");
    }

    @Test
    void a_member_may_write_with_a_device_that_was_registered_before_the_call() {
        TestPhone tablet = chat().phone("alice");
        TestPhone bob = chat().member("bob");
        chat().call(chat().unregistered(chat().options("alice")), "3001");
        assertThat(Await.answer(SOON, () -> {
                    write(tablet, "is it me?");
                    return bob.awaitText(text -> text.body().equals("Alice: is it me?"), Duration.ofSeconds(1));
                }))
                .isPresent();
    }

    @Test
    void sixty_kilobytes_arrive_in_parts_or_whole() {
        TestPhone alice = chat().member(chat().options("alice").withTransport(Transport.TCP));
        TestPhone bob = chat().member(chat().options("bob").withTransport(Transport.TCP));
        String line = "0123456789 abcdefghij ".repeat(2700);
        write(alice, line);
        assertThat(bob.awaitText(text -> text.body().contains("abcdefghij"), SOON))
                .isPresent();
    }
}
