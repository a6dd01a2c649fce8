package dev.parley.interop.focus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.Await;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.ReceivedText;
import dev.parley.interop.phone.TestPhone;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One chat for those who have called through the focus and those who have not. */
class TextsTest extends OnEachFocus {
    @Test
    void what_is_written_inside_a_call_reaches_everybody_once_and_the_pbx_not_at_all() {
        TestPhone alice = chat().phone("alice");
        Call call = chat().call(alice);
        TestPhone bob = chat().member("bob");
        TestPhone carol = chat().direct("carol");

        assertThat(call.sendMessage("the key is 4711").status()).isEqualTo(202);
        FocusChat.awaitBody(bob, "Alice A: the key is 4711");
        FocusChat.awaitBody(carol, "Alice A: the key is 4711");
        assertThat(bob.calls().getFirst().sendMessage("thanks").status()).isEqualTo(202);
        FocusChat.awaitBody(alice, "Bob B: thanks");
        FocusChat.awaitBody(carol, "Bob B: thanks");

        assertThat(FocusChat.bodies(alice)).containsExactly("Bob B: thanks");
        assertThat(FocusChat.bodies(bob)).containsExactly("Alice A: the key is 4711");
        assertThat(FocusChat.bodies(carol)).containsExactly("Alice A: the key is 4711", "Bob B: thanks");
    }

    @Test
    void who_calls_past_the_focus_is_read_by_those_who_do_not() {
        TestPhone alice = chat().member("alice");
        TestPhone carol = chat().direct("carol");

        carol.sendMessage(FocusChat.ROOM, "hello from outside");

        FocusChat.awaitBody(alice, "Carol C: hello from outside");
        assertThat(alice.texts())
                .singleElement()
                .satisfies(text -> assertThat(text.inDialog()).isFalse());
    }

    @Test
    void a_text_comes_from_the_address_that_the_phone_has_called() {
        TestPhone alice = chat().member("alice");
        TestPhone bob = chat().member("bob");

        bob.calls().getFirst().sendMessage("hello");

        FocusChat.awaitBody(alice, "Bob B: hello");
        assertThat(alice.texts())
                .map(ReceivedText::from)
                .singleElement()
                .satisfies(from -> assertThat(from)
                        .contains("sip:3001@127.0.0.1:" + chat().focus().getPort()));
    }

    @Test
    void a_member_sees_in_his_subscription_who_comes_and_who_goes() {
        TestPhone alice = chat().member("alice");
        alice.subscribed(FocusChat.ROOM, "conference", "application/conference-info+xml");
        TestPhone bob = chat().member("bob");
        awaitRoster(alice, Set.of("Alice A", "Bob B"));

        bob.goodbye();

        awaitRoster(alice, Set.of("Alice A"));
    }

    private static void awaitRoster(TestPhone phone, Set<String> names) {
        assertThat(Await.answer(
                        FocusChat.SOON, () -> Optional.of(phone.roster()).filter(names::equals)))
                .as("%s, but it has been told of %s", names, phone.roster())
                .isPresent();
    }
}
