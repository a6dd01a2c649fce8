package dev.parley.chat;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.room.Identity;
import dev.parley.room.Leg;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomId;
import dev.parley.room.Rooms;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RelayTest {
    private static final RoomId ROOM = new RoomId("main", "3001");
    private static final RoomId LINKED = new RoomId("branch", "4001");
    private static final ClientProfile PHONE =
            new ClientProfile("phone", Pattern.compile("."), Route.OUT_OF_DIALOG, true, true);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Phones phones = new Phones();
    private final Rooms rooms = new Rooms(threads, List.of());
    private final Traces traces = new Traces(100, trace -> {});
    private final Lanes lanes = new Lanes(pbx -> phones, 3, traces, threads, Clock.systemUTC());
    private final Relay relay = new Relay(
            rooms,
            new Links(List.of(Set.of(ROOM, LINKED))),
            Rules.of(Set.of("text/plain"), 1000, new Rate(100, 100), new Rate(100, 100), Duration.ofMinutes(1)),
            OwnCalls.NONE,
            new Recipients(new ClientProfiles(List.of(), PHONE), pbx -> false, OwnCalls.NONE, Duration.ofSeconds(30)),
            lanes,
            new Notices(pbx -> phones, traces, threads),
            traces);
    private int calls;

    @AfterEach
    void stop() {
        phones.reachable.countDown();
        threads.close();
    }

    @Test
    void everybody_but_the_sender_reads_a_text_with_the_senders_name() throws Exception {
        join("alice", "bob", "carol");

        relay.said(text("alice", "hello"));

        allDelivered();
        assertThat(phones.read).containsExactlyInAnyOrder("bob: alice: hello", "carol: alice: hello");
    }

    @Test
    void who_is_not_in_the_room_is_told_so_and_nobody_reads_it() {
        join("alice", "bob");

        relay.said(text("mallory", "hello"));

        await().atMost(5, SECONDS).until(() -> phones.told.size() == 1);
        assertThat(phones.told.getFirst()).startsWith("mallory at mallory:5060: You are not in conference 3001");
        assertThat(phones.read).isEmpty();
    }

    @Test
    void who_only_says_he_is_alice_is_told_so() {
        join("alice", "bob");

        relay.said(text("alice", "evil:5060", "hello"));

        await().atMost(5, SECONDS).until(() -> phones.told.size() == 1);
        assertThat(phones.told.getFirst()).startsWith("alice at evil:5060: It could not be confirmed");
        assertThat(phones.read).isEmpty();
    }

    @Test
    void a_door_of_its_own_hears_the_decision_and_nobody_is_written_to() {
        join("alice", "bob");
        List<Relayed> decided = new CopyOnWriteArrayList<>();

        relay.said(text("mallory", "hello"), decided::add);
        relay.said(text("alice", "hello"), decided::add);

        await().atMost(5, SECONDS).until(() -> decided.size() == 2);
        assertThat(decided.get(0)).isInstanceOf(Relayed.Refused.class);
        assertThat(decided.get(1)).isInstanceOf(Relayed.Copies.class);
        assertThat(phones.told).isEmpty();
    }

    @Test
    void a_private_text_reaches_the_one_it_is_for_and_says_so() throws Exception {
        join("alice", "bob", "carol");
        joinLinked("carol");

        relay.said(to("carol", text("alice", "psst")));

        allDelivered();
        assertThat(phones.read).containsExactly("carol: alice (only to you): psst");
    }

    @Test
    void a_private_text_to_somebody_who_is_not_there_is_refused() {
        join("alice", "bob");

        relay.said(to("dave", text("alice", "psst")));
        relay.said(to("alice", text("alice", "psst")));

        await().atMost(5, SECONDS).until(() -> phones.told.size() == 2);
        assertThat(phones.told)
                .as("each by a thread of its own, so that either may be first")
                .anySatisfy(told -> assertThat(told).contains("Nobody else in conference 3001 is called dave"))
                .anySatisfy(told -> assertThat(told).contains("Nobody else in conference 3001 is called alice"));
        assertThat(phones.read).isEmpty();
    }

    @Test
    void the_same_request_again_is_read_once() throws Exception {
        join("alice", "bob");
        Text text = text("alice", "hello");

        relay.said(text);
        relay.said(text);

        allDelivered();
        assertThat(phones.read).containsExactly("bob: alice: hello");
    }

    @Test
    void texts_reach_each_member_in_the_order_in_which_they_were_said() throws Exception {
        join("alice", "bob", "carol");

        for (int i = 0; i < 3; i++) {
            relay.said(text("alice", "text " + i));
        }

        allDelivered();
        assertThat(phones.read.stream().filter(line -> line.startsWith("bob")))
                .containsExactly("bob: alice: text 0", "bob: alice: text 1", "bob: alice: text 2");
    }

    @Test
    void a_dead_phone_delays_nobody_else_and_its_oldest_texts_give_way() throws Exception {
        join("alice", "bob", "dead");

        for (int i = 0; i < 6; i++) {
            relay.said(text("alice", "text " + i));
            int readByBob = i + 1;
            await().atMost(5, SECONDS).until(() -> phones.read.size() == readByBob);
        }

        phones.reachable.countDown();
        allDelivered();
        assertThat(phones.read.stream().filter(line -> line.startsWith("dead")))
                .containsExactly(
                        "dead: alice: text 0", "dead: alice: text 3", "dead: alice: text 4", "dead: alice: text 5");
        assertThat(traces.latest(10).stream().flatMap(trace -> trace.copies().stream()))
                .filteredOn(copy -> copy.outcome().equals("expired"))
                .hasSize(2);
    }

    @Test
    void an_account_with_two_legs_in_the_room_reads_a_text_once() throws Exception {
        join("alice", "bob", "bob");

        relay.said(text("alice", "hello"));

        allDelivered();
        assertThat(phones.read).containsExactly("bob: alice: hello");
    }

    @Test
    void the_senders_other_phone_reads_it_and_the_one_he_wrote_with_does_not() throws Exception {
        join("alice", "alice");

        relay.said(text("alice", "hello"));

        allDelivered();
        assertThat(phones.read).containsExactly("alice except alice:5060: alice: hello");
    }

    @Test
    void a_member_without_a_device_is_written_to_inside_the_call() throws Exception {
        join("alice", "nodevice");

        relay.said(text("alice", "hello"));

        allDelivered();
        assertThat(phones.read).containsExactly("nodevice in call: alice: hello");
    }

    @Test
    void in_linked_rooms_everybody_reads_it_once_and_answers_to_his_own_room() throws Exception {
        join("alice", "bob");
        joinLinked("alice", "dora");

        relay.said(text("alice", "hello"));

        allDelivered();
        assertThat(phones.read)
                .containsExactlyInAnyOrder(
                        "bob: alice (alice): hello",
                        "alice from branch/4001: alice (alice): hello",
                        "dora from branch/4001: alice (alice): hello");
        assertThat(traces.latest(1).getFirst().copies()).hasSize(3);
    }

    @Test
    void who_is_in_a_linked_room_may_not_write_to_the_other() throws Exception {
        join("alice");
        joinLinked("dora");

        relay.said(text("dora", "hello"));

        await().atMost(5, SECONDS).until(() -> phones.told.size() == 1);
        assertThat(phones.read).isEmpty();
    }

    @Test
    void legs_of_the_same_id_on_two_pbxs_are_two() throws Exception {
        join("alice");
        joinLinked(new Member(
                new MemberId("1." + calls), new Identity("eve", "eve", false), "eve", Set.of(), Leg.UNKNOWN));

        relay.said(text("alice", "hello"));

        allDelivered();
        assertThat(phones.read).containsExactly("eve from branch/4001: alice: hello");
    }

    @Test
    void a_phone_whose_allow_lacks_message_is_never_written_to_inside_its_call() {
        Member quiet = member("", Set.of("INVITE", "BYE"));

        assertThat(Routing.of(quiet, PHONE, false)).isEmpty();
    }

    @Test
    void where_parley_writes_to_phones_itself_the_pbx_is_the_second_way() {
        Member bob = member("bob", Set.of("MESSAGE"));

        assertThat(Routing.of(bob, PHONE, true)).containsExactly(Route.DIRECT, Route.OUT_OF_DIALOG, Route.IN_DIALOG);
    }

    @Test
    void each_route_is_gone_by_whom_it_belongs_to() {
        Phones own = new Phones();
        Courier both = new ByRoute(phones, own, phones, OwnCalls.NONE);

        both.send(new Part(Given.copy("Alice", "hello", true), Route.DIRECT, "directly"));
        both.send(new Part(Given.copy("Alice", "hello", true), Route.OUT_OF_DIALOG, "through the PBX"));

        assertThat(own.read).singleElement().asString().endsWith("directly");
        assertThat(phones.read).singleElement().asString().endsWith("through the PBX");
    }

    private void allDelivered() throws InterruptedException {
        assertThat(rooms.awaitApplied(Duration.ofSeconds(5))).isTrue();
        assertThat(lanes.awaitIdle(Duration.ofSeconds(5))).isTrue();
    }

    private void join(String... names) {
        for (String name : names) {
            rooms.happened(new RoomEvent.Joined(ROOM, member(name, Set.of("INVITE", "MESSAGE")), Instant.now()));
        }
    }

    private void joinLinked(String... names) throws InterruptedException {
        for (String name : names) {
            joinLinked(member(name, Set.of("INVITE", "MESSAGE")));
        }
    }

    /** Joins of one room and texts of another have no order. */
    private void joinLinked(Member member) throws InterruptedException {
        rooms.happened(new RoomEvent.Joined(LINKED, member, Instant.now()));
        assertThat(rooms.awaitApplied(Duration.ofSeconds(5))).isTrue();
    }

    private Member member(String name, Set<String> allow) {
        Identity identity = name.isEmpty() ? Identity.UNKNOWN : new Identity(name, name, false);
        return new Member(
                new MemberId("1." + ++calls),
                identity,
                name,
                Set.of(),
                new Leg("c" + calls, "x", allow, name + ":5060"));
    }

    private Text text(String user, String body) {
        return text(user, user + ":5060", body);
    }

    private Text text(String user, String source, String body) {
        String id = "t" + ++calls;
        return new Text(
                new TextId(id),
                ROOM,
                new Claim(user, "", source, "udp"),
                "text/plain",
                body,
                body.length(),
                "call-" + id,
                "1 MESSAGE",
                false,
                false,
                Instant.now());
    }

    /** What all phones read; the phone called "dead" answers only when told to. */
    private static Text to(String user, Text text) {
        return new Text(
                text.id(),
                text.room(),
                text.claim(),
                text.contentType(),
                text.body(),
                text.html(),
                new Audience.Only(user),
                text.declaredBytes(),
                text.callId(),
                text.cseq(),
                text.fromParley(),
                text.automatic(),
                text.received(),
                text.expires());
    }

    private static final class Phones implements Courier {
        private final List<String> read = new CopyOnWriteArrayList<>();
        private final List<String> told = new CopyOnWriteArrayList<>();
        private final CountDownLatch reachable = new CountDownLatch(1);

        @Override
        public Limits limits(Route route, Copy copy) {
            return new Limits(700, true);
        }

        @Override
        public Outcome send(Part part) {
            String name = part.copy().to().name();
            if (name.equals("dead")) {
                awaitReachable();
            }
            if (name.equals("nodevice") && part.route() == Route.OUT_OF_DIALOG) {
                return new Outcome.Unreachable("no device");
            }
            String except = part.copy().exceptSource();
            read.add(name + (part.route() == Route.IN_DIALOG ? " in call" : "")
                    + Optional.of(except)
                            .filter(e -> !e.isEmpty())
                            .map(e -> " except " + e)
                            .orElse("")
                    + (part.copy().room().equals(ROOM)
                            ? ""
                            : " from " + part.copy().room()) + ": " + part.body());
            return new Outcome.HandedOver();
        }

        private void awaitReachable() {
            try {
                reachable.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public Outcome answer(Notice notice) {
            told.add(notice.to().user() + " at " + notice.to().source() + ": " + notice.words());
            return new Outcome.HandedOver();
        }
    }
}
