package dev.parley.sip.focus.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.ControlConfig;
import dev.parley.pbx.CallControl;
import dev.parley.pbx.Dialled;
import dev.parley.pbx.Invitation;
import dev.parley.pbx.Move;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomId;
import dev.parley.room.Rooms;
import dev.parley.sip.stack.Sip;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class FactoryTest {
    private static final Member ALICE = Stage.member("1", "alice");
    private static final Member BOB = Stage.member("2", "bob");

    private final List<MemberId> removed = new CopyOnWriteArrayList<>();
    private volatile Instant now = Instant.EPOCH;
    private volatile Optional<Factory> made = Optional.empty();
    private final Rooms rooms = new Rooms(
            Runnable::run, List.of((before, event, after) -> made.orElseThrow().changed(before, event, after)));

    private Factory factory(int last, boolean endsWithCreator) {
        Factory factory = new Factory(
                new ControlConfig.Factory("conference", "main", 3900, last, Set.of("alice"), endsWithCreator),
                Set.of("conf.pbx.example"),
                rooms::get,
                new Remover(),
                Runnable::run,
                new Hand());
        made = Optional.of(factory);
        return factory;
    }

    private void joins(RoomId room, Member member) {
        rooms.happened(new RoomEvent.Joined(room, member, Instant.EPOCH));
    }

    @Test
    void its_address_is_no_room() {
        Factory factory = factory(3999, true);
        Sip sip = new Sip();
        assertThat(factory.isFactory(sip.uri("sip:conference@CONF.pbx.example:5070")))
                .isTrue();
        assertThat(factory.isFactory(sip.uri("sip:3900@conf.pbx.example"))).isFalse();
        assertThat(factory.isFactory(sip.uri("sip:conference@elsewhere.example")))
                .isFalse();
    }

    @Test
    void only_who_may_makes_rooms() {
        assertThat(factory(3999, true).create("bob")).isEmpty();
    }

    @Test
    void each_room_is_made_once_and_not_while_somebody_is_in_it() {
        Factory factory = factory(3902, true);
        joins(new RoomId("main", "3900"), BOB);

        assertThat(List.of(
                        factory.create("alice").orElseThrow(),
                        factory.create("alice").orElseThrow()))
                .containsExactlyInAnyOrder(new RoomId("main", "3901"), new RoomId("main", "3902"));
        assertThat(factory.create("alice")).isEmpty();
    }

    @Test
    void a_room_that_nobody_comes_to_is_free_again_and_then_is_nobody_s() {
        Factory factory = factory(3900, true);
        RoomId room = factory.create("alice").orElseThrow();
        now = Instant.EPOCH.plus(Factory.RESERVED).plusMillis(1);

        joins(room, BOB);
        joins(room, ALICE);
        rooms.happened(new RoomEvent.Left(room, BOB.id()));
        assertThat(removed).isEmpty();

        rooms.happened(new RoomEvent.Ended(room));
        assertThat(factory.create("alice")).contains(room);
    }

    @Test
    void the_room_ends_when_whoever_made_it_leaves() {
        RoomId room = factory(3900, true).create("alice").orElseThrow();
        joins(room, BOB);
        joins(room, ALICE);
        assertThat(removed).isEmpty();

        rooms.happened(new RoomEvent.Left(room, ALICE.id()));

        assertThat(removed).containsExactly(BOB.id());
    }

    @Test
    void a_creator_whom_the_pbx_calls_otherwise_is_whoever_came_first() {
        RoomId room = factory(3900, true).create("alice").orElseThrow();
        Member number = Stage.member("3", "1001");
        joins(room, number);
        joins(room, BOB);
        rooms.happened(new RoomEvent.Left(room, BOB.id()));
        assertThat(removed).isEmpty();
        joins(room, BOB);

        rooms.happened(new RoomEvent.Left(room, number.id()));

        assertThat(removed).containsExactly(BOB.id());
    }

    @Test
    void by_configuration_the_others_stay() {
        RoomId room = factory(3900, false).create("alice").orElseThrow();
        joins(room, ALICE);
        joins(room, BOB);
        rooms.happened(new RoomEvent.Left(room, ALICE.id()));
        assertThat(removed).isEmpty();
    }

    private final class Remover implements CallControl {
        @Override
        public Dialled dial(Invitation invitation) {
            throw new AssertionError("nobody is called");
        }

        @Override
        public Dialled move(Move move) {
            throw new AssertionError("nobody is moved");
        }

        @Override
        public void callOff(Invitation invitation) {
            throw new AssertionError("nobody is called");
        }

        @Override
        public boolean remove(RoomId room, MemberId member) {
            return removed.add(member);
        }
    }

    private final class Hand extends Clock {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
