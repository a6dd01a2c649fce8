package dev.parley.interop.focus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.asterisk.AsteriskOptions;
import dev.parley.interop.asterisk.Release;
import dev.parley.interop.client.Baresip;
import dev.parley.interop.client.Linphonec;
import dev.parley.interop.client.RealClient;
import dev.parley.interop.client.Servers;
import dev.parley.interop.client.Twinkle;
import dev.parley.interop.control.Originating;
import dev.parley.interop.phone.TestPhone;
import dev.parley.room.Room;
import java.nio.file.Path;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The Transfer key of phones that people really have, in a call to a room through the focus. */
class TransferKeyTest {
    @TempDir
    private Path folder = Path.of("");

    private enum Phone {
        /** It says nothing of a refusal. */
        LINPHONE(Linphonec.PROGRAM, Linphonec.isInstalled(), Linphonec::start, "has been transfered", ""),
        BARESIP(
                Baresip.PROGRAM,
                Baresip.isInstalled(),
                (user, servers) -> Baresip.start(user, servers, FocusChat.ROOM),
                "terminated",
                "transfer failed: 403 Forbidden"),
        TWINKLE(
                Twinkle.PROGRAM,
                Twinkle.isInstalled(),
                Twinkle::start,
                "call successfully referred",
                "refer request failed");

        private final String program;
        private final boolean installed;
        private final BiFunction<String, Servers, RealClient> starter;
        private final String transferred;
        private final String refused;

        Phone(
                String program,
                boolean installed,
                BiFunction<String, Servers, RealClient> starter,
                String transferred,
                String refused) {
            this.program = program;
            this.installed = installed;
            this.starter = starter;
            this.transferred = transferred;
            this.refused = refused;
        }

        RealClient start(FocusChat chat) {
            return starter.apply(
                    "carol", Servers.only(chat.asterisk().sipAddress()).withFocus(chat.focus()));
        }
    }

    private FocusChat chat(Phone phone, String transfer) {
        Assumptions.assumeTrue(phone.installed, phone.program + " is not installed");
        return FocusChat.on(
                Release.SID,
                AsteriskOptions.standard().withDialplan(Originating.files(folder)),
                FocusChat::ownAddress,
                """
                control:
                  transfer: %s
                  invite: [{users: [carol], who: "bob"}]
                """.formatted(transfer));
    }

    @ParameterizedTest
    @EnumSource
    void by_default_the_other_comes_and_the_phone_leaves(Phone phone) {
        try (FocusChat chat = chat(phone, "leave");
                RealClient carol = phone.start(chat)) {
            TestPhone bob = chat.registered("bob");
            carol.call(FocusChat.ROOM);
            chat.awaitRoom(room -> room.members().size() == 1);

            carol.transfer("bob");

            assertThat(bob.awaitIncomingCall(FocusChat.SOON))
                    .as("bob's call in\n" + carol.screen())
                    .isPresent();
            carol.awaitShown(phone.transferred);
            chat.awaitNoCalls();
            chat.awaitRoom(room -> room.members().size() == 1 && has(room, "bob"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void where_it_is_to_stay_it_stays(Phone phone) {
        try (FocusChat chat = chat(phone, "keep");
                RealClient carol = phone.start(chat)) {
            TestPhone bob = chat.registered("bob");
            carol.call(FocusChat.ROOM);
            chat.awaitRoom(room -> room.members().size() == 1);

            carol.transfer("bob");

            assertThat(bob.awaitIncomingCall(FocusChat.SOON))
                    .as("bob's call in\n" + carol.screen())
                    .isPresent();
            chat.awaitRoom(room -> room.members().size() == 2);
            carol.write(FocusChat.ROOM, "hello Bob");
            FocusChat.awaitBody(bob, "Carol C: hello Bob");
            chat.awaitCalls(1);
            carol.hangUp();
            chat.awaitRoom(room -> room.members().size() == 1);
            chat.awaitNoCalls();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BARESIP")
    void where_it_may_call_nobody_nobody_is_called_and_it_stays(Phone phone) {
        try (FocusChat chat = chat(phone, "refuse");
                RealClient carol = phone.start(chat)) {
            TestPhone bob = chat.registered("bob");
            TestPhone alice = chat.member("alice");
            carol.call(FocusChat.ROOM);
            chat.awaitRoom(room -> room.members().size() == 2);

            carol.transfer("bob");
            carol.awaitShown(phone.refused);
            carol.write(FocusChat.ROOM, "nobody came");

            FocusChat.awaitBody(alice, "Carol C: nobody came");
            assertThat(bob.calls()).isEmpty();
            chat.awaitCalls(2);
            carol.hangUp();
            chat.awaitRoom(room -> room.members().size() == 1);
            chat.awaitCalls(1);
        }
    }

    /** It does so by itself (1.0.0), whatever refuses it. */
    @Test
    void baresip_hangs_up_where_it_may_call_nobody_and_nobody_is_called() {
        try (FocusChat chat = chat(Phone.BARESIP, "refuse");
                RealClient carol = Phone.BARESIP.start(chat)) {
            TestPhone bob = chat.registered("bob");
            carol.call(FocusChat.ROOM);
            chat.awaitRoom(room -> room.members().size() == 1);

            carol.transfer("bob");

            carol.awaitShown(Phone.BARESIP.refused);
            chat.awaitRoom(Room::isEmpty);
            chat.awaitNoCalls();
            assertThat(bob.calls()).isEmpty();
        }
    }

    private static boolean has(Room room, String user) {
        return room.members().stream()
                .anyMatch(member -> member.identity().endpoint().equals(user));
    }
}
