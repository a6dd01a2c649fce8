package dev.parley.interop.freeswitch;

import static dev.parley.interop.freeswitch.FreeSwitchChat.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.Await;
import dev.parley.interop.FreePort;
import dev.parley.interop.connector.FocusSection;
import dev.parley.interop.connector.ParleyProcess;
import dev.parley.interop.phone.Audio;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.TestPhone;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls through the focus to a real FreeSWITCH while the process of Parley is killed and another begins. */
class KilledTest {
    private static final int SOME = 50;
    /** The next Parley looks at each call within a minute, and waits 32 s for an answer (RFC 3261 §17.1.2.2). */
    private static final Duration FOUND = Duration.ofSeconds(100);

    @TempDir
    Path directory;

    private final InetSocketAddress focus = new InetSocketAddress("127.0.0.1", FreePort.udpAndTcp());
    private Optional<FreeSwitchServer> running = Optional.empty();

    @BeforeEach
    void start() {
        running = Optional.of(FreeSwitchChat.startServer());
    }

    @AfterEach
    void stop() {
        running.ifPresent(FreeSwitchServer::close);
    }

    @Test
    void calls_go_on_after_kill_9_and_end_from_either_side() {
        try (TestPhone alice = speaking("alice");
                TestPhone bob = speaking("bob");
                ParleyProcess parley = parley()) {
            Call ofAlice = alice.call("3001");
            Call ofBob = bob.call("3001");
            awaitMembers("alice", "bob");
            awaitHears(alice.audio());
            awaitHears(bob.audio());

            parley.kill9();
            awaitHears(alice.audio());
            awaitHears(bob.audio());

            try (ParleyProcess next = parley()) {
                server().api("uuid_media_reneg " + uuid("alice"));
                awaitOffer(alice);
                awaitHears(alice.audio());
                assertThat(ofAlice.sendMessage("still here").status())
                        .as(next::log)
                        .isEqualTo(202);
                FreeSwitchChat.awaitBody(bob, "Alice A: still here");
                assertThat(ofBob.sendMessage("me too").status()).isEqualTo(202);
                FreeSwitchChat.awaitBody(alice, "Bob B: me too");

                assertThat(ofAlice.hold().status()).isEqualTo(200);
                awaitHeld(true);
                assertThat(ofAlice.unhold().status()).isEqualTo(200);
                awaitHeld(false);
                awaitHears(alice.audio());

                assertThat(ofBob.isEnded()).isFalse();
                ofBob.hangUp();
                awaitMembers("alice");
                assertThat(ofAlice.isEnded()).isFalse();
                server().api("conference 3001 kick all");
                assertThat(ofAlice.awaitEnd(SOON)).as(next::log).isTrue();
            }
        }
    }

    @Test
    void a_phone_that_vanished_while_parley_was_away_is_out_of_the_room_and_others_stay() {
        try (TestPhone bob = speaking("bob");
                ParleyProcess parley = parley()) {
            Call ofBob;
            try (TestPhone alice = speaking("alice")) {
                alice.call("3001");
                ofBob = bob.call("3001");
                awaitMembers("alice", "bob");
                awaitHears(alice.audio());
                awaitHears(bob.audio());
                parley.kill9();
            }

            try (ParleyProcess next = parley()) {
                awaitMembers(FOUND, "bob");
                awaitOffer(bob, FOUND);
                awaitHears(bob.audio());
                assertThat(ofBob.isEnded()).as(next::log).isFalse();
                ofBob.hangUp();
                awaitMembers();
            }
        }
    }

    private FreeSwitchServer server() {
        return running.orElseThrow();
    }

    private TestPhone speaking(String user) {
        return new TestPhone(server().phone(user).withServer(focus).withAudio());
    }

    private void awaitMembers(String... users) {
        awaitMembers(SOON, users);
    }

    private void awaitMembers(Duration atMost, String... users) {
        assertThat(Await.answer(
                        atMost,
                        () -> Optional.of(members().stream()
                                        .map(member -> member[4])
                                        .sorted()
                                        .toList())
                                .filter(List.of(users)::equals)))
                .as("%s alone in the room: %s", List.of(users), server().api("conference 3001 list"))
                .isPresent();
    }

    private String uuid(String user) {
        return members().stream()
                .filter(member -> member[4].equals(user))
                .findFirst()
                .orElseThrow()[2];
    }

    /** What FreeSWITCH says of each, its UUID third and its number fifth. */
    private List<String[]> members() {
        return server().api("conference 3001 list")
                .lines()
                .map(line -> line.split(";", -1))
                .filter(parts -> parts.length > 4)
                .toList();
    }

    private void awaitHeld(boolean held) {
        assertThat(Await.answer(
                        SOON,
                        () -> Optional.of(server().api("show channels"))
                                .filter(channels -> channels.contains(",HELD,") == held)))
                .as("one of the calls is on hold: %s", held)
                .isPresent();
    }

    private static void awaitOffer(TestPhone phone) {
        awaitOffer(phone, SOON);
    }

    private static void awaitOffer(TestPhone phone, Duration atMost) {
        assertThat(phone.awaitExchange(
                        seen -> seen.isReceived()
                                && seen.message().isRequest()
                                && seen.message().method().equals("INVITE"),
                        atMost))
                .isPresent();
    }

    private static void awaitHears(Audio audio) {
        long before = audio.heard();
        assertThat(Await.answer(SOON, () -> Optional.of(audio.heard()).filter(count -> count >= before + SOME)))
                .as("packets at the phone")
                .isPresent();
    }

    private ParleyProcess parley() {
        String sip = "state: state\n" + FocusSection.of(focus, server().sipPort());
        ParleyProcess parley = ParleyProcess.start(
                directory,
                """
                pbx:
                  - name: main
                    freeswitch: {port: %d, secret: %s, domain: "127.0.0.1:%d", reconcile: 1s}
                    rooms: [{match: "30[0-9]{2}"}]
                admin: {enabled: no}
                sip:
                """.formatted(server().eventSocketPort(), FreeSwitchServer.PASSWORD, server().sipPort())
                        + sip.indent(2));
        parley.awaitAttached();
        return parley;
    }
}
