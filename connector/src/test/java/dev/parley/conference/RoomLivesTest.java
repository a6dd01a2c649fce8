package dev.parley.conference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conference.reader.AdditiveReader;
import dev.parley.conference.reader.Expected;
import dev.parley.conference.reader.ReferenceReader;
import dev.parley.conference.reader.Shown;
import dev.parley.room.Flag;
import dev.parley.room.Leg;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomId;
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

/** Whatever happens in a room and in the one linked with it, and whenever documents are made of it: who follows the documents knows both rooms. */
class RoomLivesTest {
    enum Told {
        NOTHING,
        WHAT_IS_NEW,
        ALL,
        WHAT_IS_NEW_IN_VAIN,
        ALL_IN_VAIN
    }

    record Happening(RoomEvent event, Told told) {}

    @Property
    void a_strict_reader_always_knows_the_room(@ForAll("lives") List<Happening> lives) {
        Life life = new Life();
        Sequence sequence = Sequence.begin();
        ReferenceReader reader = new ReferenceReader();
        for (Happening happening : lives) {
            life.happens(happening.event());
            Optional<Sequence.Step> step = step(sequence, happening.told(), life);
            step.ifPresent(made -> assertThat(made.document().version())
                    .isEqualTo(made.delivered().version())
                    .isEqualTo(made.failed().version()));
            if (step.isEmpty()) {
                continue;
            }
            assertThat(step.get().document().version()).isEqualTo(sequence.version() + 1);
            if (inVain(happening.told())) {
                sequence = step.get().failed();
            } else {
                sequence = step.get().delivered();
                assertThat(reader.read(step.get().document())).isEqualTo(ReferenceReader.Took.APPLIED);
                assertKnows(reader, life);
            }
        }
        sequence = follow(sequence, life, reader);
        assertKnows(reader, life);
        assertThat(reader.everybodyListed()).hasSameSizeAs(Expected.people(life.chat()));
        assertThat(sequence.owesDeletion()).isFalse();
    }

    @Property
    void a_reader_that_only_ever_adds_never_keeps_a_leaver(@ForAll("lives") List<Happening> lives) {
        Life life = new Life();
        Sequence sequence = Sequence.begin();
        AdditiveReader reader = new AdditiveReader();
        for (Happening happening : lives) {
            life.happens(happening.event());
            Optional<Sequence.Step> step = step(sequence, happening.told(), life);
            if (step.isPresent()) {
                sequence = inVain(happening.told())
                        ? step.get().failed()
                        : step.get().delivered();
                // A NOTIFY that was answered with an error may have been read all the same.
                reader.read(step.get().document());
            }
        }
        for (var step = sequence.next(life.info()); step.isPresent(); step = sequence.next(life.info())) {
            reader.read(step.get().document());
            sequence = step.get().delivered();
        }
        assertThat(reader.users())
                .containsExactlyInAnyOrderElementsOf(
                        life.info().users().stream().map(User::entity).toList());
    }

    @Property
    void one_sequence_for_all_serves_those_who_come_late_or_miss_documents(
            @ForAll("lives") List<Happening> lives, @ForAll("losses") List<List<Boolean>> losses) {
        Life life = new Life();
        Sequence sequence = Sequence.begin(Given.NOON);
        List<ReferenceReader> readers = new ArrayList<>();
        int documents = 0;
        for (Happening happening : lives) {
            life.happens(happening.event());
            Optional<Sequence.Step> step = step(sequence, happening.told(), life);
            if (step.isPresent()) {
                sequence = step.get().delivered();
                List<Boolean> lost = losses.get(documents++ % losses.size());
                for (int i = 0; i < readers.size(); i++) {
                    hears(readers.get(i), step.get().document(), sequence, lost.get(i % lost.size()));
                }
                if (readers.size() < 4) {
                    ReferenceReader late = new ReferenceReader();
                    late.read(sequence.current().orElseThrow());
                    assertKnows(late, life);
                    readers.add(late);
                }
            }
        }
        for (var step = sequence.next(life.info()); step.isPresent(); step = sequence.next(life.info())) {
            sequence = step.get().delivered();
        }
        for (ReferenceReader reader : readers) {
            reader.read(sequence.current().orElseThrow());
            assertKnows(reader, life);
            assertThat(reader.version()).isEqualTo(sequence.version());
        }
    }

    @Property
    void told_at_the_recommended_pace_a_reader_knows_the_room_in_the_end(
            @ForAll("lives") List<Happening> lives, @ForAll("gaps") List<Integer> gaps) {
        Life life = new Life();
        Sequence sequence = Sequence.begin();
        ReferenceReader reader = new ReferenceReader();
        Pace pace = Pace.RECOMMENDED;
        List<Instant> sent = new ArrayList<>();
        Instant now = Given.NOON;
        for (int i = 0; i < lives.size(); i++) {
            life.happens(lives.get(i).event());
            now = now.plusMillis(gaps.get(i % gaps.size()));
            var step = pace.due(Occasion.CHANGE, now).equals(now)
                    ? sequence.next(life.info())
                    : Optional.<Sequence.Step>empty();
            if (step.isPresent()) {
                reader.read(step.get().document());
                sequence = step.get().delivered();
                pace = pace.sent(now);
                sent.add(now);
            }
        }
        follow(sequence, life, reader);
        assertKnows(reader, life);
        for (int i = 1; i < sent.size(); i++) {
            assertThat(Duration.between(sent.get(i - 1), sent.get(i))).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
        }
    }

    @Property
    void a_partial_document_is_smaller_than_a_full_one_unless_it_deletes(@ForAll("lives") List<Happening> lives) {
        Life life = new Life();
        Sequence sequence = Sequence.begin();
        for (Happening happening : lives) {
            life.happens(happening.event());
            Optional<Sequence.Step> next = sequence.next(life.info());
            if (next.isPresent()) {
                Document chosen = next.get().document();
                Document full = sequence.full(life.info()).document();
                int most = full.bytes().length + (chosen.deleted().isEmpty() ? 0 : 6);
                assertThat(chosen.bytes().length).isLessThanOrEqualTo(most);
                sequence = next.get().delivered();
            }
        }
    }

    private static Optional<Sequence.Step> step(Sequence sequence, Told told, Life life) {
        return switch (told) {
            case NOTHING -> Optional.empty();
            case WHAT_IS_NEW, WHAT_IS_NEW_IN_VAIN -> sequence.next(life.info());
            case ALL, ALL_IN_VAIN -> Optional.of(sequence.full(life.info()));
        };
    }

    private static boolean inVain(Told told) {
        return told == Told.WHAT_IS_NEW_IN_VAIN || told == Told.ALL_IN_VAIN;
    }

    private static void hears(ReferenceReader reader, Document document, Sequence sequence, boolean lost) {
        if (!lost && reader.read(document) == ReferenceReader.Took.ASKS_FOR_FULL) {
            assertThat(reader.read(sequence.current().orElseThrow())).isEqualTo(ReferenceReader.Took.APPLIED);
        }
    }

    private static Sequence follow(Sequence from, Life life, ReferenceReader reader) {
        Sequence sequence = from;
        for (var step = sequence.next(life.info()); step.isPresent(); step = sequence.next(life.info())) {
            assertThat(reader.read(step.get().document())).isEqualTo(ReferenceReader.Took.APPLIED);
            sequence = step.get().delivered();
        }
        return sequence;
    }

    private static void assertKnows(ReferenceReader reader, Life life) {
        Shown shown = reader.shown();
        List<Expected.Somebody> people = Expected.people(life.chat());
        assertThat(Expected.people(shown)).containsExactlyInAnyOrderElementsOf(people);
        assertThat(shown.count()).isEqualTo(String.valueOf(people.size()));
        assertThat(shown.locked()).isEqualTo(String.valueOf(life.room().locked()));
    }

    @Provide
    Arbitrary<List<Happening>> lives() {
        return Combinators.combine(events(), Arbitraries.of(Told.class))
                .as(Happening::new)
                .list()
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<List<List<Boolean>>> losses() {
        return Arbitraries.of(true, false).list().ofSize(4).list().ofMinSize(1).ofMaxSize(8);
    }

    @Provide
    Arbitrary<List<Integer>> gaps() {
        return Arbitraries.integers().between(0, 7_000).list().ofMinSize(1).ofMaxSize(10);
    }

    private static Arbitrary<RoomEvent> events() {
        return Arbitraries.oneOf(events(Given.ROOM), events(Given.BRANCH)).withoutEdgeCases();
    }

    private static Arbitrary<RoomEvent> events(RoomId room) {
        var accounts = Arbitraries.of("", "alice", "bob", "carol@everywhere.example");
        var members = Combinators.combine(
                        Arbitraries.integers().between(0, 6), accounts, Arbitraries.of("", "Al", "Bo", "<&>"))
                .as((id, account, name) -> Given.member(String.valueOf(id), account, name));
        Arbitrary<RoomEvent> joins = members.map(member -> Given.joined(room, member));
        Arbitrary<RoomEvent> leaves = members.map(member -> Given.left(room, member));
        Arbitrary<RoomEvent> changes = Combinators.combine(
                        members, Arbitraries.of(Flag.values()), Arbitraries.of(true, false))
                .as((member, flag, on) -> new RoomEvent.Changed(room, member.id(), flag, on));
        Arbitrary<RoomEvent> facts = Combinators.combine(members, accounts)
                .as((member, account) ->
                        new RoomEvent.Described(room, member.id(), Given.account(account), Leg.UNKNOWN));
        Arbitrary<RoomEvent> lists = Combinators.combine(
                        members.list().ofMaxSize(4).uniqueElements(member -> member.id()), Arbitraries.of(true, false))
                .as((some, locked) -> new RoomEvent.Snapshot(room, some, locked, Given.NOON));
        Arbitrary<RoomEvent> ends = Arbitraries.of(new RoomEvent.Ended(room), new RoomEvent.Unseen(room));
        return Arbitraries.frequencyOf(
                Tuple.of(6, joins),
                Tuple.of(3, leaves),
                Tuple.of(4, changes),
                Tuple.of(1, facts),
                Tuple.of(1, lists),
                Tuple.of(1, ends));
    }
}
