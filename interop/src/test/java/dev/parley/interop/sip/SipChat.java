package dev.parley.interop.sip;

import dev.parley.Parley;
import dev.parley.chat.ClientProfiles;
import dev.parley.chat.Rate;
import dev.parley.config.ConfigFile;
import dev.parley.interop.Await;
import dev.parley.interop.FreePort;
import dev.parley.interop.asterisk.AsteriskOptions;
import dev.parley.interop.asterisk.AsteriskServer;
import dev.parley.interop.asterisk.Lab;
import dev.parley.interop.asterisk.Release;
import dev.parley.interop.connector.Settings;
import dev.parley.interop.phone.PhoneOptions;
import dev.parley.interop.phone.ReceivedText;
import dev.parley.interop.phone.TestPhone;
import dev.parley.pbx.PbxState;
import dev.parley.room.Room;
import dev.parley.room.RoomId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A real Asterisk, a Parley with a SIP side of its own attached to it, and phones in room 3001. */
final class SipChat implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(30);

    private final Lab lab;
    private final int port;
    private final Parley parley;

    private SipChat(Lab lab, String sip, ClientProfiles profiles) {
        this.lab = lab;
        this.port = FreePort.udpAndTcp();
        this.parley = Parley.start(Settings.of(lab.server())
                .withRate(new Rate(1000, 1000))
                .withSip("listen: [udp:127.0.0.1:" + port + ", tcp:127.0.0.1:" + port + "]\n" + sip)
                .withProfiles(profiles)
                .config());
        if (Await.answer(SOON, () -> Optional.of(parley).filter(SipChat::isAttached))
                .isEmpty()) {
            throw new AssertionError(parley.states());
        }
    }

    /** @param sip what else stands in the section, line by line */
    static SipChat with(String sip) {
        return with(sip, ConfigFile.defaults(List.of()).profiles());
    }

    static SipChat with(String sip, ClientProfiles profiles) {
        Lab lab = Lab.on(Release.SID, AsteriskOptions.standard());
        try {
            return new SipChat(lab, sip, profiles);
        } catch (RuntimeException e) {
            lab.close();
            throw e;
        }
    }

    private static boolean isAttached(Parley parley) {
        return parley.states().stream().allMatch(PbxState::isUp);
    }

    AsteriskServer asterisk() {
        return lab.server();
    }

    InetSocketAddress sipAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    PhoneOptions options(String user) {
        return lab.options(user);
    }

    /** A phone of ours that is in the room. */
    TestPhone member(String user) {
        return member(lab.options(user));
    }

    TestPhone member(PhoneOptions options) {
        TestPhone phone = lab.phone(options);
        String callId = phone.call("3001").callId();
        awaitRoom(room ->
                room.members().stream().anyMatch(member -> member.leg().callId().equals(callId)));
        return phone;
    }

    void awaitRoom(Predicate<Room> condition) {
        RoomId id = new RoomId("main", "3001");
        if (Await.answer(SOON, () -> Optional.of(parley.rooms().get(id)).filter(condition))
                .isEmpty()) {
            throw new AssertionError(
                    "the room never became so: " + parley.rooms().get(id));
        }
    }

    static void awaitBody(TestPhone phone, String body) {
        if (phone.awaitText(text -> text.body().equals(body), SOON).isEmpty()) {
            throw new AssertionError(phone.user() + " never read \"" + body + "\" but " + bodies(phone));
        }
    }

    static List<String> bodies(TestPhone phone) {
        return phone.texts().stream().map(ReceivedText::body).toList();
    }

    void everybodyLeaves() {
        lab.closePhones();
        awaitRoom(Room::isEmpty);
    }

    @Override
    public void close() {
        parley.close();
        lab.close();
    }
}
