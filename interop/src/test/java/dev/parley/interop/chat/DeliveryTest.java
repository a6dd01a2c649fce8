package dev.parley.interop.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.TextTrace;
import dev.parley.chat.TextTrace.CopyTrace;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.TestPhone;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Each phone gets its copy in the way that suits it. */
class DeliveryTest extends OnEachChat {
    @Test
    void who_has_registered_nowhere_reads_it_inside_the_call() {
        TestPhone alice = chat().member("alice");
        TestPhone dave = chat().unregistered(chat().options("dave"));
        chat().call(dave, "3001");

        alice.sendMessage("3001", "two\nlines");

        Chat.awaitBody(dave, "Alice A: two / lines");
        assertThat(dave.texts().getFirst().inDialog()).isTrue();
        dave.sendMessage("3001", "thanks");
        Chat.awaitBody(alice, "Dave D: thanks");
    }

    @Test
    void who_neither_registered_nor_allows_texts_gets_none_and_stays_in_the_call() {
        TestPhone alice = chat().member("alice");
        TestPhone dave = chat().unregistered(chat().options("dave").withAllow("INVITE, ACK, BYE, CANCEL"));
        Call call = chat().call(dave, "3001");

        alice.sendMessage("3001", "hello");

        TextTrace trace = chat().awaitTrace(any -> any.decision().equals("relayed")
                && any.copies().stream()
                        .anyMatch(copy ->
                                copy.endpoint().equals("dave") && copy.outcome().equals("unreachable")));
        assertThat(trace.copies()).extracting(CopyTrace::outcome).containsExactly("unreachable");
        assertThat(call.awaitEnd(Duration.ofMillis(300))).isFalse();
        Chat.assertOnly(dave);
        assertThat(chat().memberNamed("dave").leg().callId()).isEqualTo(call.callId());
    }

    @Test
    void a_phone_that_shows_the_name_in_from_does_not_get_it_in_the_text_too() {
        TestPhone alice = chat().member("alice");
        TestPhone bob = chat().member(chat().options("bob").withUserAgent("Twinkle/1.10.2"));

        alice.sendMessage("3001", "one\ntwo");

        Chat.awaitBody(bob, "one\ntwo");
        assertThat(bob.texts().getFirst().from()).startsWith("\"Alice A\" <sip:3001@127.0.0.1>");
    }

    @Test
    void a_phone_that_moves_in_mid_meeting_gets_the_next_text_at_its_new_place() {
        TestPhone alice = chat().member("alice");
        TestPhone bob = chat().member("bob");
        alice.sendMessage("3001", "before");
        Chat.awaitBody(bob, "Alice A: before");

        TestPhone moved = chat().phone("bob");
        bob.register(Duration.ZERO);
        alice.sendMessage("3001", "after");

        Chat.awaitBody(moved, "Alice A: after");
        Chat.assertOnly(bob, "Alice A: before");
        Chat.assertOnly(moved, "Alice A: after");
        bob.register();
    }
}
