package dev.parley.interop.demo;

import dev.parley.Parley;
import dev.parley.interop.Await;
import dev.parley.interop.asterisk.AsteriskInstall;
import dev.parley.interop.asterisk.AsteriskOptions;
import dev.parley.interop.asterisk.AsteriskServer;
import dev.parley.interop.connector.Settings;
import dev.parley.interop.ladder.Ladder;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.PhoneOptions;
import dev.parley.interop.phone.ReceivedText;
import dev.parley.interop.phone.TestPhone;
import dev.parley.pbx.PbxState;
import dev.parley.room.RoomId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A real Asterisk, a Parley attached to it, and the phones in its room 3001. */
final class Stage implements AutoCloseable {
    static final String ROOM = "3001";

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration REGISTERED_FOR = Duration.ofHours(1);

    private final AsteriskServer asterisk;
    private final Parley parley;
    private final List<TestPhone> phones = new ArrayList<>();

    private Stage(AsteriskServer asterisk, Parley parley) {
        this.asterisk = asterisk;
        this.parley = parley;
    }

    static Stage open(AsteriskInstall.Ready install, Progress progress) {
        AsteriskServer asterisk = progress.during(
                "Starting Asterisk " + install.version() + " with the dialplan in dialplan/asterisk",
                () -> AsteriskServer.start(install, AsteriskOptions.standard()));
        progress.say("Starting Parley");
        Stage stage = new Stage(asterisk, Parley.start(Settings.of(asterisk).config()));
        if (Await.answer(SOON, () -> Optional.of(stage).filter(Stage::isAttached))
                .isEmpty()) {
            stage.close();
            throw new IllegalStateException("Parley does not see this Asterisk: " + stage.parley.states());
        }
        return stage;
    }

    /** Registers, calls the room, and waits until Parley knows it: a text that is sent earlier would miss this phone. */
    void enter(String person) {
        TestPhone phone = new TestPhone(PhoneOptions.of(person, asterisk.sipAddress()));
        phones.add(phone);
        phone.register(REGISTERED_FOR);
        Call call = phone.call(ROOM);
        if (Await.answer(SOON, () -> Optional.of(call).filter(this::isMember)).isEmpty()) {
            throw new IllegalStateException(person
                    + " is in the call, but Parley's list of the room does not show it:\n" + asterisk.logTail(20));
        }
    }

    /** Says a line and waits until the others have read it; false if one has not. */
    boolean say(Line line) {
        List<Integer> before =
                phones.stream().map(phone -> phone.texts().size()).toList();
        phone(line.speaker()).sendMessage(ROOM, line.text());
        boolean all = true;
        for (int i = 0; i < phones.size(); i++) {
            boolean speaks = phones.get(i).user().equals(line.speaker());
            int due = before.get(i) + (speaks ? 0 : line.arrives().size());
            all &= phones.get(i).awaitTexts(due, SOON);
        }
        return all;
    }

    List<TestPhone> phones() {
        return List.copyOf(phones);
    }

    List<String> readBy(String person) {
        return phone(person).texts().stream().map(ReceivedText::body).toList();
    }

    void registerAgain() {
        phones.forEach(phone -> phone.register(REGISTERED_FOR));
    }

    String ladder() {
        Ladder ladder = new Ladder("Asterisk + Parley");
        phones.forEach(ladder::add);
        return ladder.draw();
    }

    int sipPort() {
        return asterisk.sipPort();
    }

    String admin() {
        return "http://127.0.0.1:" + parley.adminPort().orElseThrow();
    }

    private TestPhone phone(String person) {
        return phones.stream()
                .filter(phone -> phone.user().equals(person))
                .findFirst()
                .orElseThrow();
    }

    private boolean isAttached() {
        return parley.states().stream().allMatch(PbxState::isUp);
    }

    private boolean isMember(Call call) {
        return parley.rooms().get(new RoomId("main", ROOM)).members().stream()
                .anyMatch(member -> member.leg().callId().equals(call.callId()));
    }

    @Override
    public void close() {
        phones.forEach(TestPhone::goodbye);
        phones.forEach(TestPhone::close);
        parley.close();
        asterisk.close();
    }
}
