package dev.parley.interop.freeswitch;

import static dev.parley.interop.freeswitch.FreeSwitchChat.SOON;
import static dev.parley.interop.freeswitch.FreeSwitchChat.awaitBody;
import static dev.parley.interop.freeswitch.FreeSwitchChat.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.Await;
import dev.parley.interop.connector.FreeSwitchSettings;
import dev.parley.interop.fault.TcpRelay;
import dev.parley.interop.phone.TestPhone;
import dev.parley.room.Room;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A FreeSWITCH that dies, comes back, or cannot be reached for a while. */
class FaultTest {
    private Optional<FreeSwitchServer> server = Optional.empty();

    @BeforeEach
    void start() {
        server = Optional.of(FreeSwitchChat.startServer());
    }

    @AfterEach
    void stop() {
        server.ifPresent(FreeSwitchServer::close);
    }

    private FreeSwitchServer server() {
        return server.orElseThrow();
    }

    @Test
    void a_freeswitch_that_was_killed_and_started_again_has_a_chat_again() {
        try (FreeSwitchChat chat = FreeSwitchChat.on(server())) {
            chat.member("alice");
            server().kill();
            chat.awaitLost();
            chat.awaitRoom(room -> !room.seen());
            server().start();
            chat.awaitAttached();
            chat.awaitRoom(Room::isEmpty);
            TestPhone bob = chat.member("bob");
            TestPhone carol = chat.member("carol");
            write(carol, "back again");
            awaitBody(bob, "Carol: back again");
        }
    }

    @Test
    void a_cut_connection_comes_back_with_the_roster_as_it_is_by_then() throws IOException {
        try (TcpRelay relay = TcpRelay.to(server().eventSocketPort());
                FreeSwitchChat chat =
                        FreeSwitchChat.with(FreeSwitchSettings.of(server()).withEventSocketPort(relay.port()))) {
            TestPhone alice = chat.member("alice");
            relay.refuse(true);
            relay.cut();
            chat.awaitLost();
            chat.phone("bob").call("3001");
            relay.refuse(false);
            chat.awaitAttached();
            chat.awaitRoom(room -> room.members().size() == 2
                    && room.members().stream().allMatch(member -> member.leg().isKnown()));
            write(alice, "still here");
        }
    }

    @Test
    void a_silent_connection_is_noticed_and_made_anew() throws IOException {
        try (TcpRelay relay = TcpRelay.to(server().eventSocketPort());
                FreeSwitchChat chat =
                        FreeSwitchChat.with(FreeSwitchSettings.of(server()).withEventSocketPort(relay.port()))) {
            TestPhone alice = chat.member("alice");
            TestPhone bob = chat.member("bob");
            relay.stall();
            chat.awaitLost();
            relay.resume();
            chat.awaitAttached();
            write(alice, "after the silence");
            awaitBody(bob, "Alice: after the silence");
        }
    }

    @Test
    void while_parley_is_not_here_freeswitch_tells_the_sender() {
        try (FreeSwitchChat chat = FreeSwitchChat.on(server())) {
            chat.member("alice");
        }
        try (TestPhone alice = new TestPhone(server().phone("alice"))) {
            alice.register();
            alice.call("3001");
            write(alice, "anybody?");
            assertThat(alice.awaitText(text -> text.body().contains("not available just now"), SOON))
                    .isPresent();
            alice.goodbye();
        }
        assertThat(Await.answer(
                        SOON,
                        () -> Optional.of(server().api("conference json_list"))
                                .filter(printed -> printed.startsWith("["))))
                .isPresent();
    }
}
