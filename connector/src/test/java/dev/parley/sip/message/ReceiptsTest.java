package dev.parley.sip.message;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.chat.Copy;
import dev.parley.chat.Links;
import dev.parley.chat.Outcome;
import dev.parley.chat.Settled;
import dev.parley.chat.TextId;
import dev.parley.room.Identity;
import dev.parley.room.Leg;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.RoomId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ReceiptsTest {
    private static final RoomId ROOM = new RoomId("main", "3001");
    private static final RoomId LINKED = new RoomId("branch", "4001");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final TextId TEXT = new TextId("t1");
    private static final Member ALICE = member("alice");
    private static final Member BOB = member("bob");
    private static final Member CAROL = member("carol");
    private static final ReceiptRequest ALL = new ReceiptRequest("m1", Set.of(ReceiptRequest.Kind.values()));
    private static final ReceiptRequest SHOWN = new ReceiptRequest("m1", Set.of(ReceiptRequest.Kind.DISPLAY));
    private static final Receipt DISPLAYED = new Receipt("m1", Receipt.Kind.DISPLAY, Receipt.Status.DISPLAYED);

    private final List<String> posted = new CopyOnWriteArrayList<>();
    private final Receipts receipts = new Receipts(
            new Links(List.of(Set.of(ROOM, LINKED))),
            room -> "sip:" + room.name() + (room.pbx().equals("main") ? "@x" : "@" + room.pbx()),
            new Mailbox(),
            Duration.ofMillis(50),
            Thread::startVirtualThread,
            Clock.fixed(NOON, ZoneOffset.UTC));

    private volatile int most = Integer.MAX_VALUE;

    private final class Mailbox implements Post {
        @Override
        public void toMember(RoomId room, Member member, String type, byte[] body) {
            posted.add(member.name() + "\n" + type + "\n" + new String(body, StandardCharsets.UTF_8));
        }

        @Override
        public int mostBytes(RoomId room, Member member, String type) {
            return most;
        }
    }

    private static Member member(String name) {
        return new Member(new MemberId(name), new Identity(name, name, true), name, Set.of(), Leg.UNKNOWN);
    }

    private void settled(Member to, Outcome outcome) {
        Copy copy = new Copy(TEXT, ROOM, to, "Alice", "hi", Optional.empty(), true, List.of(), "", NOON);
        receipts.settled(new Settled(copy, Optional.empty(), 1, outcome, NOON));
    }

    private String only() {
        await().atMost(10, SECONDS).until(() -> !posted.isEmpty());
        assertThat(posted).hasSize(1);
        return posted.getFirst();
    }

    @Test
    void a_receipt_reaches_the_one_who_asked_as_it_came_from_the_reader() {
        receipts.asked(TEXT, ROOM, ALICE, SHOWN);
        receipts.came(ROOM, BOB, DISPLAYED);
        assertThat(only())
                .startsWith(
                        "alice\nmessage/cpim\nFrom: <sip:bob@x>\r\nTo: <sip:alice@x>\r\nDateTime: 2026-11-24T12:00:00Z\r\n"
                                + "NS: imdn <urn:ietf:params:imdn>\r\nimdn.Message-ID: ")
                .contains("\r\n\r\nContent-Type: message/imdn+xml\r\nContent-Disposition: notification\r\n")
                .contains("<message-id>m1</message-id>", "<recipient-uri>sip:bob@x</recipient-uri>", "<displayed/>");
    }

    @Test
    void receipts_of_several_readers_come_together() throws Exception {
        receipts.asked(TEXT, ROOM, ALICE, SHOWN);
        receipts.came(ROOM, BOB, DISPLAYED);
        receipts.came(ROOM, CAROL, DISPLAYED);
        String both = only();
        assertThat(both).contains("From: <sip:3001@x>", "<recipient-uri>sip:bob@x", "<recipient-uri>sip:carol@x");
        byte[] cpim = both.substring("alice\nmessage/cpim\n".length()).getBytes(StandardCharsets.UTF_8);
        Entity list = CpimReader.read(cpim).content();
        assertThat(list.type().name()).isEqualTo("multipart/mixed");
        assertThat(Alternatives.parse(list))
                .hasSize(2)
                .allSatisfy(part -> assertThat(Receipt.read(part.bytes())).isEqualTo(DISPLAYED));
    }

    @Test
    void receipts_that_do_not_fit_into_one_message_come_in_several() {
        most = 1_000;
        receipts.asked(TEXT, ROOM, ALICE, SHOWN);
        receipts.came(ROOM, BOB, DISPLAYED);
        receipts.came(ROOM, CAROL, DISPLAYED);
        receipts.came(LINKED, CAROL, DISPLAYED);
        await().atMost(10, SECONDS).until(() -> posted.size() == 3);
        assertThat(posted.get(0)).contains("From: <sip:bob@x>", "<recipient-uri>sip:bob@x");
        assertThat(posted.get(1)).contains("From: <sip:carol@x>", "<recipient-uri>sip:carol@x");
        assertThat(posted.get(2)).contains("From: <sip:carol@branch>", "<recipient-uri>sip:carol@branch");
    }

    @Test
    void the_same_word_counts_once_and_nobody_answers_for_himself() {
        receipts.asked(TEXT, ROOM, ALICE, SHOWN);
        receipts.came(ROOM, ALICE, DISPLAYED);
        receipts.came(ROOM, BOB, DISPLAYED);
        assertThat(only()).contains("sip:bob@x");
        receipts.came(ROOM, BOB, DISPLAYED);
        receipts.came(ROOM, CAROL, DISPLAYED);
        await().atMost(10, SECONDS).until(() -> posted.size() == 2);
        assertThat(posted.get(1)).contains("<recipient-uri>sip:carol@x").doesNotContain("sip:bob@x");
    }

    @Test
    void what_nobody_asked_for_is_not_passed_on() {
        receipts.asked(TEXT, ROOM, ALICE, SHOWN);
        receipts.came(ROOM, BOB, new Receipt("m2", Receipt.Kind.DISPLAY, Receipt.Status.DISPLAYED));
        receipts.came(new RoomId("main", "3002"), BOB, DISPLAYED);
        receipts.came(ROOM, BOB, new Receipt("m1", Receipt.Kind.DELIVERY, Receipt.Status.DELIVERED));
        receipts.came(ROOM, BOB, new Receipt("m1", Receipt.Kind.PROCESSING, Receipt.Status.STORED));
        settled(BOB, new Outcome.Refused("486"));
        receipts.came(ROOM, CAROL, DISPLAYED);
        assertThat(only()).contains("sip:carol@x").doesNotContain("sip:bob@x");
    }

    @Test
    void a_copy_that_failed_is_told_and_one_that_was_taken_is_not() {
        receipts.asked(TEXT, ROOM, ALICE, new ReceiptRequest("m1", Set.of(ReceiptRequest.Kind.NEGATIVE_DELIVERY)));
        settled(BOB, new Outcome.Delivered(200));
        settled(CAROL, new Outcome.Refused("486"));
        assertThat(only()).contains("<recipient-uri>sip:carol@x", "<delivery-notification><status><failed/>");
    }

    @Test
    void whoever_read_it_in_a_linked_room_is_named_as_there() {
        receipts.asked(TEXT, ROOM, ALICE, SHOWN);
        receipts.came(LINKED, ALICE, DISPLAYED); // the leg of the other PBX that happens to have the same id
        assertThat(only()).startsWith("alice\n").contains("<recipient-uri>sip:alice@branch</recipient-uri>");
    }

    @Test
    void that_the_room_has_it_is_told_where_that_was_asked_for() {
        receipts.asked(TEXT, ROOM, ALICE, ALL);
        assertThat(only()).contains("From: <sip:3001@x>", "<processing-notification><status><processed/>");
    }

    @Test
    void a_second_text_of_the_same_id_does_not_get_the_receipts_of_the_first() {
        receipts.asked(TEXT, ROOM, ALICE, SHOWN);
        receipts.asked(new TextId("t2"), ROOM, CAROL, SHOWN);
        receipts.came(ROOM, BOB, DISPLAYED);
        assertThat(only()).startsWith("alice\n");
        assertThat(receipts.request(new TextId("t2"))).isEmpty();
        assertThat(receipts.request(TEXT)).contains(SHOWN);
    }

    @Test
    void old_texts_are_forgotten() {
        for (int i = 0; i < 6_000; i++) {
            receipts.asked(new TextId("t" + i), ROOM, ALICE, new ReceiptRequest("m" + i, SHOWN.kinds()));
        }
        assertThat(receipts.request(new TextId("t0"))).isEmpty();
        assertThat(receipts.request(new TextId("t5999"))).isPresent();
        receipts.came(ROOM, BOB, new Receipt("m0", Receipt.Kind.DISPLAY, Receipt.Status.DISPLAYED));
        receipts.came(ROOM, BOB, new Receipt("m5999", Receipt.Kind.DISPLAY, Receipt.Status.DISPLAYED));
        assertThat(only()).contains("m5999");
    }
}
