package dev.parley.sip.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.conference.Attendances;
import dev.parley.conference.Description;
import dev.parley.conference.Pace;
import dev.parley.conference.reader.Expected;
import dev.parley.conference.reader.ReferenceReader;
import dev.parley.room.Flag;
import dev.parley.room.Member;
import dev.parley.room.Room;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomId;
import dev.parley.room.Rooms;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NotifierTest {
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration SOON = Duration.ofSeconds(20);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private static final RoomId ELSEWHERE = new RoomId("branch", "4001");
    private static final Map<RoomId, Set<RoomId>> LINKS = Map.of(
            room(97),
            Set.of(ELSEWHERE),
            ELSEWHERE,
            Set.of(room(97)),
            room(98),
            Set.of(room(99)),
            room(99),
            Set.of(room(98)));

    private final Attendances attendances = new Attendances(
            room -> LINKS.getOrDefault(room, Set.of()), pbx -> "pbx.example", Clock.systemUTC(), this::news);
    private final Rooms rooms = new Rooms(threads, List.of(attendances));
    private final Notifier notifier =
            new Notifier(attendances::conference, Pace.every(PAUSE), threads, Clock.systemUTC());

    private void news(RoomId room) {
        notifier.news(room);
    }

    @AfterEach
    void close() {
        notifier.close();
        threads.close();
    }

    /** A phone that reads what it is told, slowly, and remembers when. */
    private static final class Phone implements Line {
        private final ReferenceReader reader = new ReferenceReader();
        private final List<Instant> told = new ArrayList<>();
        private final AtomicInteger atOnce = new AtomicInteger();
        private boolean over;

        @Override
        public int space() {
            return Given.SPACE;
        }

        @Override
        public NotifyAnswer send(Notification notification) {
            assertThat(atOnce.incrementAndGet()).isEqualTo(1);
            hear(notification);
            atOnce.decrementAndGet();
            return Given.OK;
        }

        private synchronized void hear(Notification notification) {
            told.add(Instant.now());
            over = notification.isLast();
            if (notification.document().length > 0) {
                assertThat(reader.read(notification.document()))
                        .isIn(ReferenceReader.Took.APPLIED, ReferenceReader.Took.OVER);
            }
        }

        synchronized List<Instant> told() {
            return List.copyOf(told);
        }

        synchronized boolean isOver() {
            return over;
        }

        synchronized boolean seesNobody() {
            return !told.isEmpty() && reader.everybodyListed().isEmpty();
        }

        synchronized boolean knows(Room... chat) {
            List<Expected.Somebody> there = Expected.people(List.of(chat));
            return !told.isEmpty()
                    && Expected.people(reader.shown()).containsAll(there)
                    && reader.everybodyListed().size() == there.size();
        }
    }

    private static RoomId room(int number) {
        return new RoomId("main", "30" + number);
    }

    private Delivery subscribe(int room, Phone phone, Runnable whenOver) {
        Description description = Description.of("sip:30" + room + "@pbx.example", "");
        Wish wish = new Wish(room(room), description, Admission.of(Subscriber.account("alice"), false), Given.HOUR);
        return notifier.begin(wish, phone, whenOver);
    }

    private void joins(int room, Member member) {
        rooms.happened(new RoomEvent.Joined(room(room), member, Given.NOON));
    }

    @Test
    void nothing_is_told_before_the_subscribe_has_been_answered() {
        Phone phone = new Phone();
        Delivery delivery = subscribe(10, phone, () -> {});
        joins(10, Given.ALICE);
        await().atMost(SOON).until(() -> rooms.get(room(10)).members().size() == 1);
        assertThat(phone.told()).isEmpty();
        delivery.resume();
        await().atMost(SOON).until(() -> phone.knows(rooms.get(room(10))));
        assertThat(phone.told()).hasSize(1);
    }

    @Test
    void a_subscription_that_is_over_is_forgotten() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        Phone phone = new Phone();
        Delivery delivery = subscribe(10, phone, over::countDown);
        delivery.resume();
        assertThat(notifier.count()).isEqualTo(1);
        assertThat(delivery.hold()).isTrue();
        delivery.ends(Reason.TIMEOUT);
        over.await();
        assertThat(phone.isOver()).isTrue();
        assertThat(notifier.count()).isZero();
        assertThat(delivery.hold()).isFalse();
    }

    @Test
    void a_change_of_a_linked_room_is_told_and_the_end_of_the_chat_is_when_both_have_ended() {
        Phone phone = new Phone();
        joins(98, Given.ALICE);
        subscribe(98, phone, () -> {}).resume();
        joins(99, Given.BOB);
        await().atMost(SOON).until(() -> phone.knows(rooms.get(room(98)), rooms.get(room(99))));
        rooms.happened(new RoomEvent.Ended(room(98)));
        // Alice, whose own room is over, is an outsider of the chat that goes on.
        await().atMost(SOON).until(phone::seesNobody);
        assertThat(phone.isOver()).isFalse();
        rooms.happened(new RoomEvent.Ended(room(99)));
        await().atMost(SOON).until(phone::isOver);
    }

    @Test
    void after_a_restart_nothing_is_told_before_all_pbxs_of_the_chat_are_in_sight() throws Exception {
        Phone phone = new Phone();
        Wish wish = new Wish(
                room(97),
                Description.of("sip:3097@pbx.example", ""),
                Admission.of(Subscriber.account("alice"), false),
                Given.HOUR);
        Memory memory = new Memory(true, true, 100, Set.of("sip:bob@pbx.example"));
        notifier.resume(wish, memory, phone, () -> {}).resume();

        notifier.inSight("main");
        joins(97, Given.ALICE);
        rooms.happened(new RoomEvent.Joined(ELSEWHERE, Given.BOB, Given.NOON));
        assertThat(rooms.awaitApplied(SOON)).isTrue();
        notifier.inSight("branch");

        await().atMost(SOON).until(() -> phone.knows(rooms.get(room(97)), rooms.get(ELSEWHERE)));
        assertThat(phone.told()).hasSize(1);
    }

    @Test
    void a_line_that_fails_is_tried_again() {
        List<Notification> tried = new ArrayList<>();
        Wish wish = new Wish(
                room(10),
                Description.of("sip:3010@pbx.example", ""),
                Admission.of(Subscriber.account("alice"), false),
                Given.HOUR);
        Line broken = new Line() {
            @Override
            public int space() {
                return Given.SPACE;
            }

            @Override
            public synchronized NotifyAnswer send(Notification notification) {
                tried.add(notification);
                if (tried.size() == 1) {
                    throw new IllegalStateException("a bug");
                }
                return Given.OK;
            }
        };
        notifier.begin(wish, broken, () -> {}).resume();
        await().atMost(SOON).until(() -> {
            synchronized (broken) {
                return tried.size() == 2;
            }
        });
    }

    @Test
    void all_are_told_when_parley_ends() throws Exception {
        List<Phone> phones = IntStream.range(0, 20).mapToObj(i -> new Phone()).toList();
        phones.forEach(phone ->
                subscribe(10 + phones.indexOf(phone) % 3, phone, () -> {}).resume());
        assertThat(notifier.endAll(SOON)).isTrue();
        assertThat(phones).allMatch(Phone::isOver);
        assertThat(notifier.count()).isZero();
    }

    @Test
    void a_thousand_subscribers_of_a_hundred_rooms_know_their_rooms_in_the_end() {
        Instant begun = Instant.now();
        List<Phone> phones = IntStream.range(0, 1000).mapToObj(i -> new Phone()).toList();
        IntStream.range(0, 1000)
                .forEach(i -> subscribe(i % 98, phones.get(i), () -> {}).resume());
        IntStream.range(0, 98).forEach(room -> joins(room, Given.ALICE));
        Random chance = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            int number = chance.nextInt(98);
            Member member = Given.member("m" + chance.nextInt(8), "u" + chance.nextInt(8), "Somebody");
            RoomEvent event = switch (chance.nextInt(3)) {
                case 0 -> new RoomEvent.Joined(room(number), member, Given.NOON);
                case 1 -> new RoomEvent.Left(room(number), member.id());
                default -> new RoomEvent.Changed(room(number), member.id(), Flag.MUTED, chance.nextBoolean());
            };
            rooms.happened(event);
        }
        await().atMost(SOON)
                .until(() ->
                        IntStream.range(0, 1000).allMatch(i -> phones.get(i).knows(rooms.get(room(i % 98)))));
        long most = Duration.between(begun, Instant.now()).dividedBy(PAUSE) + 1;
        assertThat(phones).allSatisfy(phone -> assertThat(phone.told()).hasSizeLessThanOrEqualTo((int) most));
    }
}
