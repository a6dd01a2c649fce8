package dev.parley.interop.demo;

import dev.parley.Parley;
import dev.parley.interop.Await;
import dev.parley.interop.ladder.Ladder;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.ReceivedText;
import dev.parley.interop.phone.TestPhone;
import dev.parley.pbx.PbxState;
import dev.parley.room.RoomId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A real PBX, a Parley attached to it, and the phones in its room 3001. */
final class Stage implements AutoCloseable {
    static final String ROOM = "3001";

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration REGISTERED_FOR = Duration.ofHours(1);

    private final Venue venue;
    private final Parley parley;
    private final List<TestPhone> phones = new ArrayList<>();
    private final Map<String, Call> calls = new HashMap<>();

    private Stage(Venue venue, Parley parley) {
        this.venue = venue;
        this.parley = parley;
    }

    static Stage open(Venue venue, Progress progress) {
        progress.say("Starting Parley");
        Stage stage = new Stage(venue, Parley.start(venue.config()));
        if (Await.answer(SOON, () -> Optional.of(stage).filter(Stage::isAttached))
                .isEmpty()) {
            stage.close();
            throw new IllegalStateException("Parley does not see this " + venue.name() + ": " + stage.parley.states());
        }
        return stage;
    }

    /** Registers or subscribes, calls the room, and waits until Parley knows it: a text that is sent earlier would miss this phone. */
    void enter(String person) {
        TestPhone phone = new TestPhone(venue.phone(person));
        phones.add(phone);
        if (!venue.isFocus()) {
            phone.register(REGISTERED_FOR);
        }
        call(phone);
        if (venue.isFocus()) {
            phone.subscribed(ROOM, "conference", "application/conference-info+xml");
        }
    }

    private void call(TestPhone phone) {
        int before = members();
        calls.put(phone.user(), phone.call(ROOM));
        if (Await.answer(SOON, () -> Optional.of(members()).filter(count -> count > before))
                .isEmpty()) {
            throw new IllegalStateException(phone.user()
                    + " is in the call, but Parley's list of the room does not show it:\n" + venue.lastWords());
        }
    }

    void leave(String person) {
        Objects.requireNonNull(calls.remove(person)).hangUp();
    }

    void comeBack(String person) {
        call(phone(person));
    }

    /** Whether each of them is told that just these are in the room, by the names that they are shown under. */
    boolean areTold(List<String> people, Set<String> names) {
        return people.stream()
                .map(this::phone)
                .allMatch(phone -> Await.answer(
                                SOON, () -> Optional.of(phone.roster()).filter(names::equals))
                        .isPresent());
    }

    boolean isFocus() {
        return venue.isFocus();
    }

    /** Says a line and waits until the others have read it; false if one has not. */
    boolean say(Line line) {
        List<Integer> before =
                phones.stream().map(phone -> phone.texts().size()).toList();
        write(line);
        boolean all = true;
        for (int i = 0; i < phones.size(); i++) {
            boolean speaks = phones.get(i).user().equals(line.speaker());
            int due = before.get(i) + (speaks ? 0 : line.arrives().size());
            all &= phones.get(i).awaitTexts(due, SOON);
        }
        return all;
    }

    private void write(Line line) {
        if (venue.chatsInsideCalls()) {
            Objects.requireNonNull(calls.get(line.speaker())).sendMessage(line.text());
        } else {
            phone(line.speaker()).sendMessage(ROOM, line.text());
        }
    }

    List<TestPhone> phones() {
        return List.copyOf(phones);
    }

    List<String> readBy(String person) {
        return phone(person).texts().stream().map(ReceivedText::body).toList();
    }

    void registerAgain() {
        if (!venue.isFocus()) {
            phones.forEach(phone -> phone.register(REGISTERED_FOR));
        }
    }

    String ladder() {
        Ladder ladder = new Ladder(venue.name() + " + Parley");
        phones.forEach(ladder::add);
        return ladder.draw();
    }

    int sipPort() {
        return venue.sipPort();
    }

    String account() {
        return venue.account();
    }

    Conversation conversation() {
        return new Conversation(venue.takesLongTexts());
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

    private int members() {
        return parley.rooms().get(new RoomId("main", ROOM)).members().size();
    }

    @Override
    public void close() {
        phones.forEach(TestPhone::goodbye);
        phones.forEach(TestPhone::close);
        parley.close();
        venue.close();
    }
}
