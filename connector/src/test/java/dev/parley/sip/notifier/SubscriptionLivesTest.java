package dev.parley.sip.notifier;

import static dev.parley.sip.notifier.Given.SPACE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conference.reader.AdditiveReader;
import dev.parley.conference.reader.Expected;
import dev.parley.conference.reader.ReferenceReader;
import dev.parley.room.Flag;
import dev.parley.room.Member;
import dev.parley.room.RoomEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever happens, and however the phone answers: it knows the room in the end, and was not told more often than allowed. */
class SubscriptionLivesTest {
    /** @param answer to the NOTIFY that is outstanding then, if one is */
    record Moment(Optional<RoomEvent> event, boolean refresh, int answer, boolean readAllTheSame, int millis) {}

    private final Meeting meeting = new Meeting(Given.ALICE);
    private final Subscription subscription = Given.subscription(Subscriber.account("alice"), false);
    private final ReferenceReader reader = new ReferenceReader();
    private final AdditiveReader adding = new AdditiveReader();
    private final List<Instant> paced = new ArrayList<>();
    private Optional<Notification> outstanding = Optional.empty();
    private boolean owedToSubscribe = true;
    private Instant now = Given.NOON;

    @Property
    void a_strict_and_an_adding_reader_know_the_room_in_the_end(@ForAll("moments") List<Moment> moments) {
        for (Moment moment : moments) {
            now = now.plusMillis(moment.millis());
            outstanding.ifPresent(notification -> answered(notification, moment));
            moment.event().ifPresent(event -> {
                meeting.happens(event, now);
                subscription.changed(meeting.views(), now);
            });
            if (moment.refresh()) {
                subscription.refreshed(now.plus(Given.HOUR));
                owedToSubscribe = true;
            }
            tell();
        }
        settle();
        assertThat(Expected.people(reader.shown()))
                .containsExactlyInAnyOrderElementsOf(Expected.people(List.of(meeting.room())));
        assertThat(adding.users()).hasSameSizeAs(Expected.people(List.of(meeting.room())));
        for (int i = 1; i < paced.size(); i++) {
            assertThat(Duration.between(paced.get(i - 1), paced.get(i))).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
        }
    }

    private void tell() {
        Optional<Notification> next = subscription.next(meeting.views(), SPACE, now);
        if (next.isPresent()) {
            assertThat(outstanding).isEmpty();
            outstanding = next;
            if (owedToSubscribe) {
                paced.clear(); // the pause begins anew with each NOTIFY that could not wait
            }
            paced.add(now);
            owedToSubscribe = false;
        }
    }

    private void answered(Notification notification, Moment moment) {
        if (moment.answer() == 200 || moment.readAllTheSame()) {
            adding.read(notification.document());
        }
        if (moment.answer() == 200) {
            assertThat(reader.read(notification.document())).isEqualTo(ReferenceReader.Took.APPLIED);
        }
        subscription.answered(Given.answer(moment.answer()), now);
        outstanding = Optional.empty();
    }

    private void settle() {
        outstanding.ifPresent(
                notification -> answered(notification, new Moment(Optional.empty(), false, 200, false, 0)));
        Instant end = now.plusSeconds(1000);
        for (Optional<Instant> due = subscription.due(now);
                due.filter(end::isAfter).isPresent();
                due = subscription.due(now)) {
            now = due.get().isAfter(now) ? due.get() : now;
            tell();
            outstanding.ifPresent(
                    notification -> answered(notification, new Moment(Optional.empty(), false, 200, false, 0)));
        }
    }

    @Provide
    Arbitrary<List<Moment>> moments() {
        return Combinators.combine(
                        events().optional(),
                        Arbitraries.frequency(Tuple.of(9, false), Tuple.of(1, true)),
                        Arbitraries.of(200, 200, 200, 500, 503),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 7000))
                .as(Moment::new)
                .list()
                .ofMaxSize(60);
    }

    private static Arbitrary<RoomEvent> events() {
        Arbitrary<Member> members = Arbitraries.integers()
                .between(2, 7)
                .map(i -> Given.member("" + i, i % 3 == 0 ? "" : "user" + i, "Name " + i));
        return Arbitraries.oneOf(
                members.map(member -> new RoomEvent.Joined(Given.ROOM, member, Given.NOON)),
                members.map(member -> new RoomEvent.Left(Given.ROOM, member.id())),
                members.map(member -> new RoomEvent.Changed(Given.ROOM, member.id(), Flag.MUTED, true)),
                members.map(member -> new RoomEvent.Changed(Given.ROOM, member.id(), Flag.HELD, false)));
    }
}
