package dev.parley.interop.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.OutgoingText;
import dev.parley.interop.phone.TestPhone;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What people write to a room of a real Asterisk, and who reads it. */
class ConversationTest extends OnEachChat {
    @Test
    void what_anyone_writes_the_others_read_once_and_in_order() {
        List<TestPhone> phones = chat().members("alice", "bob", "carol");
        TestPhone alice = phones.get(0);
        TestPhone bob = phones.get(1);
        TestPhone carol = phones.get(2);

        alice.sendMessage("3001", "hello");
        Chat.awaitBody(bob, "Alice A: hello");
        Chat.awaitBody(carol, "Alice A: hello");
        bob.sendMessage("3001", "hi Alice");
        Chat.awaitBody(alice, "Bob B: hi Alice");
        Chat.awaitBody(carol, "Bob B: hi Alice");

        Chat.assertOnly(alice, "Bob B: hi Alice");
        Chat.assertOnly(bob, "Alice A: hello");
        Chat.assertOnly(carol, "Alice A: hello", "Bob B: hi Alice");
        assertThat(bob.texts().getFirst().from()).contains("sip:3001@127.0.0.1");
        assertThat(bob.texts().getFirst().inDialog()).isFalse();
    }

    @Test
    void who_is_in_another_room_reads_nothing() {
        List<TestPhone> phones = chat().members("alice", "bob");
        TestPhone alice = phones.get(0);
        TestPhone bob = phones.get(1);
        TestPhone dave = chat().phone("dave");
        Call elsewhere = dave.call("3002");

        alice.sendMessage("3001", "hello");
        Chat.awaitBody(bob, "Alice A: hello");
        assertThat(elsewhere.isEnded()).isFalse();
        Chat.assertOnly(dave);
    }

    @Test
    void every_reader_gets_twenty_texts_in_the_order_of_their_writer() {
        List<TestPhone> phones = chat().members("alice", "bob", "carol");
        TestPhone alice = phones.get(0);
        TestPhone bob = phones.get(1);
        TestPhone carol = phones.get(2);
        List<String> expected =
                IntStream.range(0, 20).mapToObj(i -> "Alice A: text " + i).toList();

        IntStream.range(0, 20).forEach(i -> alice.sendMessage("3001", "text " + i));

        for (TestPhone reader : List.of(bob, carol)) {
            Chat.awaitBody(reader, "Alice A: text 19");
            assertThat(Chat.bodies(reader)).isEqualTo(expected);
        }
    }

    @Test
    void a_text_that_comes_twice_on_the_way_in_is_read_once() {
        List<TestPhone> phones = chat().members("alice", "bob");
        TestPhone alice = phones.get(0);
        TestPhone bob = phones.get(1);
        OutgoingText text = OutgoingText.plain("hello").withCallId("the-same");

        alice.sendMessage("3001", text);
        alice.sendMessage("3001", text);
        alice.sendMessage("3001", "and this");

        Chat.awaitBody(bob, "Alice A: and this");
        Chat.assertOnly(bob, "Alice A: hello", "Alice A: and this");
    }

    @Test
    void a_copy_of_parleys_own_that_comes_back_goes_no_further() {
        List<TestPhone> phones = chat().members("alice", "bob");
        TestPhone alice = phones.get(0);
        TestPhone bob = phones.get(1);

        alice.sendMessage("3001", OutgoingText.plain("copy").withHeader("X-Parley", "0123456789abcdef"));
        alice.sendMessage("3001", OutgoingText.plain("away").withHeader("Auto-Submitted", "auto-replied"));
        alice.sendMessage("3001", "my own");

        Chat.awaitBody(bob, "Alice A: my own");
        Chat.assertOnly(bob, "Alice A: my own");
        Chat.assertOnly(alice);
        assertThat(bob.texts().getFirst().mark()).isPresent();
    }

    @Test
    void all_devices_of_a_reader_get_it() {
        List<TestPhone> phones = chat().members("alice", "bob");
        TestPhone alice = phones.get(0);
        TestPhone bob = phones.get(1);
        TestPhone mobileOfBob = chat().phone("bob");

        alice.sendMessage("3001", "hello");

        Chat.awaitBody(bob, "Alice A: hello");
        Chat.awaitBody(mobileOfBob, "Alice A: hello");
        alice.sendMessage("3001", "end");
        Chat.awaitBody(bob, "Alice A: end");
        Chat.awaitBody(mobileOfBob, "Alice A: end");
        Chat.assertOnly(bob, "Alice A: hello", "Alice A: end");
        Chat.assertOnly(mobileOfBob, "Alice A: hello", "Alice A: end");
    }

    @Test
    void of_one_persons_two_phones_in_the_room_only_the_other_one_reads_what_one_writes() {
        List<TestPhone> phones = chat().members("alice", "alice", "bob");
        TestPhone desk = phones.get(0);
        TestPhone mobile = phones.get(1);
        TestPhone bob = phones.get(2);

        desk.sendMessage("3001", "from the desk");
        Chat.awaitBody(mobile, "Alice A: from the desk");
        mobile.sendMessage("3001", "from the mobile");
        Chat.awaitBody(desk, "Alice A: from the mobile");
        Chat.awaitBody(bob, "Alice A: from the mobile");

        bob.sendMessage("3001", "end");
        Chat.awaitBody(desk, "Bob B: end");
        Chat.awaitBody(mobile, "Bob B: end");
        Chat.assertOnly(desk, "Alice A: from the mobile", "Bob B: end");
        Chat.assertOnly(mobile, "Alice A: from the desk", "Bob B: end");
        Chat.assertOnly(bob, "Alice A: from the desk", "Alice A: from the mobile");
    }
}
