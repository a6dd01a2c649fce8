package dev.parley.interop.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conference.reader.Expected;
import dev.parley.conference.reader.Expected.Somebody;
import dev.parley.interop.Await;
import dev.parley.room.Flag;
import dev.parley.room.MemberId;
import dev.parley.room.RoomEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Many subscribers of many rooms in which members come and go: 200, 20, for ten seconds; with {@code -Dparley.soak=whole}
 * 1,000, 100, for a minute.
 */
class SubscribeSoakTest {
    private static final boolean WHOLE = "whole".equals(System.getProperty("parley.soak"));
    private static final int ROOMS = WHOLE ? 100 : 20;
    private static final int OF_EACH_ROOM = 10;
    private static final Duration LENGTH = Duration.ofSeconds(WHOLE ? 60 : 10);
    private static final Duration PACE = Duration.ofSeconds(5);
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final long PAUSE = Duration.ofMillis(2).toNanos();

    private final Random chance = new Random(4575);
    private int happened;

    /** @param since when it subscribed */
    private record Subscribed(String room, Subscriber phone, Instant since) {}

    @Test
    void every_subscriber_knows_its_room_in_the_end_and_none_was_told_too_often() {
        List<Subscribed> all = new ArrayList<>();
        try (SipRooms rooms = new SipRooms("limits: {per-source: 10000}")) {
            for (int i = 0; i < ROOMS * OF_EACH_ROOM; i++) {
                all.add(subscribed(rooms, String.valueOf(3000 + i % ROOMS), "user" + i));
            }
            Instant end = Instant.now().plus(LENGTH);
            while (Instant.now().isBefore(end)) {
                somethingHappens(rooms);
                LockSupport.parkNanos(PAUSE);
            }
            for (int room = 0; room < ROOMS; room++) {
                rooms.awaitHappened(String.valueOf(3000 + room));
            }
            all.forEach(one -> awaitKnows(one, rooms));
            all.forEach(SubscribeSoakTest::assertNotToldTooOften);
            System.out.printf(
                    "soak: %d subscribers, %d rooms, %d events, %d NOTIFYs%n",
                    all.size(),
                    ROOMS,
                    happened,
                    all.stream().mapToInt(one -> one.phone().notifies().size()).sum());
        } finally {
            all.forEach(one -> one.phone().close());
        }
    }

    private static Subscribed subscribed(SipRooms rooms, String room, String user) {
        Subscriber phone = rooms.member(room, user);
        Instant since = Instant.now();
        assertThat(phone.ask(phone.wish(room)).status()).isEqualTo(200);
        return new Subscribed(room, phone, since);
    }

    /** Who subscribes stays in the room; others come, go, are muted and heard again. */
    private void somethingHappens(SipRooms rooms) {
        String room = String.valueOf(3000 + chance.nextInt(ROOMS));
        String visitor = "visitor" + chance.nextInt(6);
        switch (chance.nextInt(3)) {
            case 0 -> rooms.joins(room, SipRooms.leg(visitor, ""));
            case 1 -> rooms.leaves(room, visitor);
            default ->
                rooms.happens(new RoomEvent.Changed(
                        SipRooms.id(room), new MemberId("leg-of-" + visitor), Flag.MUTED, chance.nextBoolean()));
        }
        happened++;
    }

    private static void awaitKnows(Subscribed one, SipRooms rooms) {
        List<Somebody> there = Expected.people(List.of(rooms.room(one.room())));
        Optional<Boolean> knows = Await.answer(
                SOON,
                () -> one.phone()
                        .<Optional<Boolean>>read(reader -> Optional.of(
                                        Expected.people(reader.shown()).containsAll(there)
                                                && reader.everybodyListed().size() == there.size())
                                .filter(known -> known)));
        assertThat(knows)
                .as(() -> there + "\nbut it knows\n"
                        + one.phone().<List<Somebody>>read(reader -> Expected.people(reader.shown())))
                .isPresent();
    }

    /** One at once, and then one for each five seconds that went by. */
    private static void assertNotToldTooOften(Subscribed one) {
        long most = 1 + Duration.between(one.since(), Instant.now()).dividedBy(PACE);
        assertThat(one.phone().notifies()).hasSizeLessThanOrEqualTo((int) most);
    }
}
