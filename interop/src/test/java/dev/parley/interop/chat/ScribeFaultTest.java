package dev.parley.interop.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Parley;
import dev.parley.config.ScribeConfig.Unverified;
import dev.parley.interop.Await;
import dev.parley.interop.ami.RawAmi;
import dev.parley.interop.asterisk.AsteriskOptions;
import dev.parley.interop.asterisk.AsteriskServer;
import dev.parley.interop.asterisk.Lab;
import dev.parley.interop.asterisk.Release;
import dev.parley.interop.connector.Settings;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.PhoneOptions;
import dev.parley.interop.phone.TestPhone;
import dev.parley.room.RoomId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Texts inside calls while Asterisk or Parley comes and goes. */
class ScribeFaultTest {
    private static final RoomId ROOM = new RoomId("main", "3001");

    @ParameterizedTest
    @EnumSource(Release.class)
    void after_a_restart_of_asterisk_the_scribe_comes_with_the_first_who_calls(Release release) {
        try (Chat chat = Chat.on(release, AsteriskOptions.standard(), ScribeFaultTest::settings)) {
            List<TestPhone> phones = chat.members("alice", "bob");
            ScribeLeg.await(chat.asterisk());
            chat.asterisk().kill9();
            chat.awaitRoom(room -> !room.seen());
            chat.asterisk().start();
            chat.awaitAttached();
            chat.awaitRoom(room -> room.isEmpty() && room.seen());

            phones.forEach(TestPhone::register);
            Call call = chat.call(phones.getFirst(), "3001");
            chat.call(phones.getLast(), "3001");
            ScribeLeg.await(chat.asterisk());
            call.sendMessage("after");

            Chat.awaitBody(phones.getLast(), "Alice A: after");
            Chat.assertOnly(phones.getLast(), "Alice A: after");
        }
    }

    /** Who came in before Parley hears the others by ConfBridge, who came in after it by Parley, each text once. */
    @ParameterizedTest
    @EnumSource(Release.class)
    void who_called_before_parley_came_and_who_calls_after_it_has_gone_hear_the_others_by_confbridge(Release release) {
        try (Lab lab = Lab.on(release, AsteriskOptions.standard())) {
            TestPhone alice = lab.phone("alice");
            TestPhone bob = lab.phone("bob");
            TestPhone carol = lab.phone("carol");
            TestPhone dave = lab.phone("dave");
            Call ofAlice = alice.call("3001");
            bob.call("3001");
            awaitMembers(lab.server(), 2);

            try (Parley parley = Parley.start(settings(lab.server()).config())) {
                ScribeLeg.await(lab.server());
                Call ofCarol = carol.call("3001");
                awaitMembers(lab.server(), 4);
                awaitKnown(parley, 3);

                ofAlice.sendMessage("one");
                Chat.awaitBody(bob, "one");
                Chat.awaitBody(carol, "(unconfirmed) Alice A: one");
                ofCarol.sendMessage("two");
                Chat.awaitBody(alice, "two");
                Chat.awaitBody(bob, "two");
                alice.sendMessage("3001", "three");
                Chat.awaitBody(bob, "Alice A: three");
                Chat.awaitBody(carol, "Alice A: three");
            }
            awaitMembers(lab.server(), 3);
            dave.call("3001");
            awaitMembers(lab.server(), 4);
            ofAlice.sendMessage("four");

            Chat.awaitBody(bob, "four");
            Chat.awaitBody(dave, "four");
            Chat.assertOnly(alice, "two");
            Chat.assertOnly(bob, "one", "two", "Alice A: three", "four");
            Chat.assertOnly(carol, "(unconfirmed) Alice A: one", "Alice A: three");
            Chat.assertOnly(dave, "four");
        }
    }

    /** A Parley that is killed closes its AMI connections and nothing else. */
    @ParameterizedTest
    @EnumSource(Release.class)
    void the_dialplan_falls_back_when_parley_is_killed_and_the_next_parley_takes_the_dead_leg_out(Release release) {
        try (Lab lab = Lab.on(release, AsteriskOptions.standard());
                TestPhone dead = new TestPhone(
                        PhoneOptions.of(AsteriskServer.SCRIBE, lab.server().sipAddress())
                                .withPassword(AsteriskServer.SCRIBE_SECRET))) {
            TestPhone alice = lab.phone("alice");
            TestPhone bob = lab.phone("bob");
            TestPhone carol = lab.phone("carol");
            try (RawAmi killed = lab.server().parley()) {
                killed.ask("Setvar", "Variable: PARLEY_SCRIBE", "Value: yes");
                alice.call("3001");
                awaitMembers(lab.server(), 1);
                dead.call("3001");
                awaitMembers(lab.server(), 2);
            }
            awaitNoSession(lab);
            Call ofBob = bob.call("3001");
            Call ofCarol = carol.call("3001");
            awaitMembers(lab.server(), 4);

            ofBob.sendMessage("new calls hear each other");
            Chat.awaitBody(carol, "new calls hear each other");
            ofCarol.sendMessage("both ways");
            Chat.awaitBody(bob, "both ways");

            try (Parley parley = Parley.start(settings(lab.server()).config());
                    RawAmi ami = lab.server().lab()) {
                awaitKnown(parley, 3);
                assertThat(Await.answer(Chat.SOON, () -> ScribeLeg.in(ami).filter(leg -> !leg.endsWith("-00000001"))))
                        .isPresent();
                awaitMembers(lab.server(), 4);
                ofBob.sendMessage("and the old one too");
                Chat.awaitBody(alice, "(unconfirmed) Bob B: and the old one too");
            }
            Chat.assertOnly(alice, "(unconfirmed) Bob B: and the old one too");
        }
    }

    private static Settings settings(AsteriskServer asterisk) {
        return Settings.of(asterisk).withScribe(Unverified.RELAY);
    }

    private static void awaitMembers(AsteriskServer asterisk, int count) {
        try (RawAmi ami = asterisk.lab()) {
            Lab.awaitMembers(ami, "3001", count);
        }
    }

    private static void awaitKnown(Parley parley, int count) {
        assertThat(Await.answer(
                        Chat.SOON,
                        () -> Optional.of(parley.rooms().get(ROOM))
                                .filter(room -> room.members().size() == count)))
                .isPresent();
    }

    private static void awaitNoSession(Lab lab) {
        try (RawAmi ami = lab.server().lab()) {
            assertThat(Await.answer(
                            Chat.SOON,
                            () -> Optional.of(ami.getvar("", "AMI_CLIENT(parley,sessions)"))
                                    .filter(sessions -> sessions.isEmpty() || sessions.equals("0"))))
                    .isPresent();
        }
    }
}
