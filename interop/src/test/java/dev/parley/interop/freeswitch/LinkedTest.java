package dev.parley.interop.freeswitch;

import static dev.parley.interop.freeswitch.FreeSwitchChat.CONFERENCE_INFO;
import static dev.parley.interop.freeswitch.FreeSwitchChat.SOON;
import static dev.parley.interop.freeswitch.FreeSwitchChat.awaitBody;
import static dev.parley.interop.freeswitch.FreeSwitchChat.awaitNotify;
import static dev.parley.interop.freeswitch.FreeSwitchChat.bodies;
import static dev.parley.interop.freeswitch.FreeSwitchChat.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Parley;
import dev.parley.chat.Links;
import dev.parley.config.Config;
import dev.parley.config.PbxConfig;
import dev.parley.interop.Await;
import dev.parley.interop.asterisk.AsteriskOptions;
import dev.parley.interop.asterisk.Lab;
import dev.parley.interop.asterisk.Release;
import dev.parley.interop.connector.FreeSwitchSettings;
import dev.parley.interop.connector.Settings;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.TestPhone;
import dev.parley.room.RoomId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One chat over a real Asterisk and a real FreeSWITCH. */
class LinkedTest {
    private static final RoomId MAIN = new RoomId("main", "3001");
    private static final RoomId BRANCH = new RoomId("branch", "3001");

    @Test
    void texts_and_rosters_cross_both_ways_and_go_on_while_one_side_is_away() {
        try (FreeSwitchServer freeswitch = FreeSwitchChat.startServer();
                Lab asterisk = Lab.on(Release.SID, AsteriskOptions.standard());
                Parley parley = Parley.start(config(asterisk, freeswitch));
                TestPhone dora = new TestPhone(freeswitch.phone("dave"));
                TestPhone erin = new TestPhone(freeswitch.phone("carol"))) {
            TestPhone alice = asterisk.phone("alice");
            TestPhone bob = asterisk.phone("bob");
            alice.call("3001");
            Call ofBob = bob.call("3001");
            List.of(dora, erin).forEach(phone -> {
                phone.register();
                phone.call("3001");
            });
            awaitMembers(parley, MAIN);
            awaitMembers(parley, BRANCH);
            assertThat(dora.subscribe("3001", "conference", CONFERENCE_INFO).status())
                    .isEqualTo(202);
            awaitNotify(
                    dora,
                    text -> Stream.of("alice", "bob", "carol", "dave")
                            .allMatch(user -> text.contains("<user entity=\"sip:" + user + "@")));

            alice.sendMessage("3001", "from Asterisk");
            List.of(bob, dora, erin).forEach(phone -> awaitBody(phone, "Alice A: from Asterisk"));
            write(dora, "from FreeSWITCH");
            List.of(alice, bob, erin).forEach(phone -> awaitBody(phone, "Dave D: from FreeSWITCH"));
            assertThat(bodies(bob)).containsExactly("Alice A: from Asterisk", "Dave D: from FreeSWITCH");
            assertThat(bodies(erin)).containsExactly("Alice A: from Asterisk", "Dave D: from FreeSWITCH");
            assertThat(erin.texts().getFirst().message().header("From").orElseThrow())
                    .contains("sip:3001@127.0.0.1:" + freeswitch.sipPort());

            ofBob.hangUp();
            awaitNotify(dora, text -> text.contains("<user entity=\"sip:bob@") && text.contains("disconnected"));
            bob.call("3001");
            awaitMembers(parley, MAIN);

            freeswitch.kill();
            alice.sendMessage("3001", "while the branch is away");
            awaitBody(bob, "Alice A: while the branch is away");
        }
    }

    private static void awaitMembers(Parley parley, RoomId room) {
        assertThat(Await.answer(
                        SOON,
                        () -> Optional.of(parley.rooms().get(room))
                                .filter(now -> now.members().size() == 2
                                        && now.members().stream()
                                                .allMatch(member -> member.leg().isKnown()))))
                .as(room.toString())
                .isPresent();
    }

    private static Config config(Lab asterisk, FreeSwitchServer freeswitch) {
        Config one = Settings.of(asterisk.server()).config();
        PbxConfig branch = FreeSwitchSettings.of(freeswitch).named("branch").pbx();
        return new Config(
                List.of(one.pbxs().getFirst(), branch),
                new Links(List.of(Set.of(MAIN, BRANCH))),
                one.chat(),
                one.trace(),
                one.admin(),
                one.sip(),
                one.profiles());
    }
}
