package dev.parley.interop.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.ScribeConfig.Unverified;
import dev.parley.interop.Await;
import dev.parley.interop.ami.RawAmi;
import dev.parley.interop.asterisk.AsteriskServer;
import dev.parley.interop.connector.Settings;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.OutgoingText;
import dev.parley.interop.phone.ReceivedText;
import dev.parley.interop.phone.SipMessage;
import dev.parley.interop.phone.TestPhone;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The phones write inside their calls, and Parley's silent leg brings it to the others. */
class ScribeTest extends OnEachChat {
    private static final Duration BACK = Duration.ofSeconds(2);

    @Override
    Settings settings(AsteriskServer asterisk) {
        return super.settings(asterisk).withScribe(Unverified.RELAY);
    }

    @Test
    void a_text_inside_a_call_reaches_every_other_member_once_in_the_way_that_suits_its_phone() {
        TestPhone alice = chat().phone("alice");
        Call call = chat().call(alice, "3001");
        TestPhone bob = chat().member("bob");
        TestPhone carol = chat().member(chat().options("carol").withUserAgent("Twinkle/1.10.2"));
        TestPhone dave = chat().unregistered(chat().options("dave"));
        chat().call(dave, "3001");
        awaitScribe();

        SipMessage answer = call.sendMessage("see https://example.org/?a=1&b=2");

        assertThat(answer.status()).isEqualTo(202);
        Chat.awaitBody(bob, "Alice A: see https://example.org/?a=1&b=2");
        Chat.awaitBody(carol, "see https://example.org/?a=1&b=2");
        Chat.awaitBody(dave, "Alice A: see https://example.org/?a=1&b=2");
        call.sendMessage("that is all");
        Chat.awaitBody(carol, "that is all");
        Chat.awaitBody(dave, "Alice A: that is all");
        Chat.awaitBody(bob, "Alice A: that is all");
        Chat.assertOnly(alice);
        Chat.assertOnly(bob, "Alice A: see https://example.org/?a=1&b=2", "Alice A: that is all");
        Chat.assertOnly(carol, "see https://example.org/?a=1&b=2", "that is all");
        assertThat(bob.texts()).noneMatch(ReceivedText::inDialog);
        assertThat(carol.texts().getFirst().from()).startsWith("\"Alice A\" <sip:3001@127.0.0.1>");
        assertThat(dave.texts()).hasSize(2).allMatch(ReceivedText::inDialog);
    }

    @Test
    void texts_keep_their_order_and_their_length() {
        Call call = chat().call(chat().phone("alice"), "3001");
        TestPhone bob = chat().member("bob");
        awaitScribe();
        List<String> due = IntStream.range(0, 30).mapToObj(i -> "no " + i).toList();

        due.forEach(call::sendMessage);
        call.sendMessage("last");
        call.sendMessage("x".repeat(3000));

        Chat.awaitBody(bob, "Alice A: last");
        assertThat(Chat.bodies(bob).subList(0, 31))
                .isEqualTo(IntStream.rangeClosed(0, 30)
                        .mapToObj(i -> i < 30 ? "Alice A: no " + i : "Alice A: last")
                        .toList());
        assertThat(Await.answer(
                        Chat.SOON,
                        () -> Optional.of(Chat.bodies(bob))
                                .filter(read -> read.stream()
                                                .skip(31)
                                                .mapToLong(body -> body.chars()
                                                        .filter(c -> c == 'x')
                                                        .count())
                                                .sum()
                                        == 3000)))
                .isPresent();
    }

    @Test
    void texts_from_inside_and_from_outside_of_calls_are_one_chat() {
        TestPhone alice = chat().phone("alice");
        Call call = chat().call(alice, "3001");
        TestPhone bob = chat().member("bob");
        awaitScribe();

        call.sendMessage("from inside");
        Chat.awaitBody(bob, "Alice A: from inside");
        bob.sendMessage("3001", "from outside");
        Chat.awaitBody(alice, "Bob B: from outside");
        call.sendMessage("both");
        alice.sendMessage("3001", "both");
        call.sendMessage("end");
        Chat.awaitBody(bob, "Alice A: end");
        Chat.assertOnly(bob, "Alice A: from inside", "Alice A: both", "Alice A: end");
        Chat.assertOnly(alice, "Bob B: from outside");
    }

    @Test
    void a_name_that_a_phone_chose_itself_is_shown_as_unconfirmed() {
        chat().member("alice");
        TestPhone carol = chat().member("carol");
        TestPhone bob = chat().phone(chat().options("bob").withDisplay("Alice A"));
        Call call = chat().call(bob, "3001");
        awaitScribe();

        call.sendMessage("I am Alice");

        Chat.awaitBody(carol, "(unconfirmed) Alice A: I am Alice");
        Chat.assertOnly(bob);
    }

    @Test
    void the_scribe_is_in_no_roster_although_it_is_in_the_room() {
        chat().members("alice", "bob");
        awaitScribe();
        try (RawAmi ami = chat().asterisk().lab()) {
            assertThat(ami.list("ConfbridgeList", "Conference: 3001")).hasSize(3);
        }
        chat().awaitRoom(room -> room.members().size() == 2);
        assertThat(chat().room().members())
                .noneMatch(member -> member.identity().endpoint().equals(AsteriskServer.SCRIBE))
                .allMatch(member -> member.flags().isEmpty())
                .noneMatch(member -> member.name().contains("~"));
    }

    @Test
    void a_kicked_scribe_is_back_at_once_and_a_locked_room_does_not_keep_it_out() {
        Call call = chat().call(chat().phone("alice"), "3001");
        TestPhone bob = chat().member("bob");
        awaitScribe();
        try (RawAmi ami = chat().asterisk().lab()) {
            ami.ask("ConfbridgeLock", "Conference: 3001");
            String before = ScribeLeg.in(ami).orElseThrow();

            long kicked = System.nanoTime();
            assertThat(ami.ask("ConfbridgeKick", "Conference: 3001", "Channel: " + before)
                            .isSuccess())
                    .isTrue();
            Optional<String> after =
                    Await.answer(Chat.SOON, () -> ScribeLeg.in(ami).filter(Predicate.not(before::equals)));
            Duration took = Duration.ofNanos(System.nanoTime() - kicked);

            assertThat(after).isPresent();
            System.out.println(release + ": the scribe was back after " + took.toMillis() + " ms");
            assertThat(took).isLessThan(BACK);
            ami.ask("ConfbridgeUnlock", "Conference: 3001");
        }
        call.sendMessage("still there?");
        Chat.awaitBody(bob, "Alice A: still there?");
    }

    @Test
    void the_last_member_takes_the_scribe_along() {
        Call call = chat().call(chat().phone("alice"), "3001");
        awaitScribe();
        call.hangUp();
        try (RawAmi ami = chat().asterisk().lab()) {
            assertThat(Await.answer(
                            Chat.SOON,
                            () -> Optional.of(ami.list("ConfbridgeListRooms")).filter(List::isEmpty)))
                    .isPresent();
        }
        chat().awaitRoom(room -> room.isOver());
    }

    @Test
    void typing_notices_are_no_texts_and_other_types_are_refused_inside_the_call() {
        TestPhone alice = chat().phone("alice");
        Call call = chat().call(alice, "3001");
        TestPhone bob = chat().member("bob");
        awaitScribe();

        call.sendMessage(OutgoingText.of("<isComposing/>".getBytes(), "application/im-iscomposing+xml"));
        call.sendMessage(OutgoingText.of("a;b".getBytes(), "text/csv"));

        assertThat(alice.awaitText(ReceivedText::inDialog, Chat.SOON)).isPresent();
        call.sendMessage("plain");
        Chat.awaitBody(bob, "Alice A: plain");
        Chat.assertOnly(bob, "Alice A: plain");
        assertThat(alice.texts()).hasSize(1);
        assertThat(call.isEnded()).isFalse();
    }

    private void awaitScribe() {
        ScribeLeg.await(chat().asterisk());
    }
}
