package dev.parley.esl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EslConnectionTest {
    private static final EslOptions PATIENT = EslOptions.defaults().withAnswerPatience(Duration.ofSeconds(30));

    private final Heard heard = new Heard();

    @Test
    void commands_get_their_answers() throws Exception {
        try (Server server = Server.with(EslConnectionTest::echo);
                EslConnection connection = connect(server)) {
            assertThat(connection.api("version").text()).isEqualTo("api version");
            assertThat(connection.command("noevents").text()).isEqualTo("+OK noevents");
            assertThat(connection.api("nosuch").isError()).isTrue();
        }
    }

    @Test
    void a_wrong_password_is_told_without_showing_it() {
        try (Server server = Server.with(EslConnectionTest::echo)) {
            assertThatThrownBy(() ->
                            EslConnection.connect(server.address(), new EslLogin.Password("wrong-one"), PATIENT, heard))
                    .isInstanceOf(EslException.WrongLogin.class)
                    .hasMessageContaining("-ERR invalid")
                    .hasMessageNotContaining("wrong-one");
        }
    }

    @Test
    void a_rejection_by_address_tells_what_to_allow() {
        try (Server server = Server.greetingWith(
                "Content-Type: text/rude-rejection\nContent-Length: 24\n\nAccess Denied, go away.\n")) {
            assertThatThrownBy(() -> EslConnection.connect(server.address(), Server.LOGIN, PATIENT, heard))
                    .isInstanceOf(EslException.Rejected.class)
                    .hasMessageContaining("go away")
                    .hasMessageContaining("apply-inbound-acl");
        }
    }

    @Test
    void nobody_there_is_told_with_the_address() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        EslAddress nobody = new EslAddress("127.0.0.1", port);
        assertThatThrownBy(() -> EslConnection.connect(nobody, Server.LOGIN, PATIENT, heard))
                .isInstanceOf(EslException.Unreachable.class)
                .hasMessageContaining(nobody.toString());
    }

    @Test
    void something_else_that_listens_there_is_recognised() {
        try (Server server = Server.greetingWith("Content-Length: nonsense\n\n")) {
            assertThatThrownBy(() -> EslConnection.connect(server.address(), Server.LOGIN, PATIENT, heard))
                    .isInstanceOf(EslException.Garbled.class);
        }
    }

    @Test
    void ten_thousand_commands_of_eight_threads_each_get_their_own_answer() throws Exception {
        try (Server server = Server.with(EslConnectionTest::echo);
                EslConnection connection = connect(server)) {
            List<CompletableFuture<Boolean>> threads = IntStream.range(0, 8)
                    .mapToObj(thread -> CompletableFuture.supplyAsync(() -> IntStream.range(0, 1_250)
                            .mapToObj(i -> connection
                                    .apiLater("echo " + thread + "-" + i)
                                    .thenApply(reply -> reply.text().equals("api echo " + thread + "-" + i)))
                            .toList()
                            .stream()
                            .allMatch(CompletableFuture::join)))
                    .toList();
            assertThat(threads).allSatisfy(each -> assertThat(each.join()).isTrue());
        }
    }

    @Test
    void a_megabyte_of_any_bytes_goes_both_ways_unharmed() throws Exception {
        byte[] body = new byte[1 << 20];
        new Random(1).nextBytes(body);
        try (Server server = Server.with(command -> Server.printed(command.body()));
                EslConnection connection = connect(server)) {
            OutgoingEvent event = OutgoingEvent.custom("parley::test").withBody(body);
            connection.sendEvent(event);
            server.say(Server.event("Event-Name: CUSTOM\n", body));

            await().until(() -> !heard.events.isEmpty());
            assertThat(heard.events.getFirst().body()).isEqualTo(body);
            assertThat(server.commands().getLast().body()).isEqualTo(body);
        }
    }

    @Test
    void blank_lines_carriage_returns_and_nul_stay_in_a_body() throws Exception {
        byte[] body = Server.bytes("a\r\n\r\n\n\0b%20c\n");
        try (Server server = Server.with(EslConnectionTest::echo);
                EslConnection connection = connect(server)) {
            server.say(Server.event("Event-Name: RECV_MESSAGE\nfrom: %22A%20B%22\n", body));

            await().until(() -> !heard.events.isEmpty());
            assertThat(heard.events.getFirst().body()).isEqualTo(body);
            assertThat(heard.events.getFirst().header("from")).contains("\"A B\"");
            assertThat(connection.isAlive()).isTrue();
        }
    }

    @Test
    void an_answer_that_does_not_come_in_time_ends_the_connection_for_all_who_wait() throws Exception {
        try (Server server = Server.with(command -> new byte[0]);
                EslConnection connection = EslConnection.connect(
                        server.address(),
                        Server.LOGIN,
                        EslOptions.defaults().withAnswerPatience(Duration.ofMillis(300)),
                        heard)) {
            var first = connection.apiLater("msleep 100000");
            var second = connection.apiLater("version");

            assertThat(failure(first)).isInstanceOf(EslException.Silent.class);
            assertThat(failure(second)).isInstanceOf(EslException.Silent.class);
            assertThat(heard.end.get(30, TimeUnit.SECONDS)).isInstanceOf(EslException.Silent.class);
            assertThat(failure(connection.apiLater("version"))).isInstanceOf(EslException.Silent.class);
        }
    }

    @Test
    void a_broken_connection_fails_all_who_wait_at_once() throws Exception {
        try (Server server = Server.with(command -> new byte[0]);
                EslConnection connection = connect(server)) {
            var waiting = connection.apiLater("version");
            var job = connection.bgapi("version");
            await().until(() -> server.commands().size() >= 3);
            server.hangUp();

            assertThat(failure(waiting)).isInstanceOf(EslException.Ended.class);
            assertThat(failure(job)).isInstanceOf(EslException.Ended.class);
        }
    }

    @Test
    void a_disconnect_notice_says_why() throws Exception {
        try (Server server = Server.with(EslConnectionTest::echo);
                EslConnection connection = connect(server)) {
            server.say(Server.bytes("Content-Type: text/disconnect-notice\nContent-Length: 33\n\n"
                    + "The system is being shut down.\n\n\n"));
            assertThat(connection.awaitEnd()).hasMessageContaining("The system is being shut down.");
        }
    }

    @Test
    void without_any_sign_of_life_the_connection_is_given_up() throws Exception {
        try (Server server = Server.greetingWith(
                "Content-Type: auth/request\n\n" + "Content-Type: command/reply\nReply-Text: +OK accepted\n\n")) {
            // Says yes to the login in advance, and then "-ERR" to it: an answer more than there are commands.
            assertThatThrownBy(() -> {
                        try (EslConnection connection =
                                EslConnection.connect(server.address(), Server.LOGIN, PATIENT, heard)) {
                            throw connection.awaitEnd();
                        }
                    })
                    .isInstanceOf(EslException.Garbled.class);
        }
        try (Server server = Server.with(command -> new byte[0]);
                EslConnection connection = EslConnection.connect(
                        server.address(), Server.LOGIN, PATIENT.withEventSilence(Duration.ofMillis(500)), heard)) {
            assertThat(connection.awaitEnd())
                    .isInstanceOf(EslException.Silent.class)
                    .hasMessageContaining("no event");
        }
    }

    @Test
    void an_idle_connection_is_kept_by_signs_of_life() throws Exception {
        try (Server server = Server.with(EslConnectionTest::echo);
                EslConnection connection = EslConnection.connect(
                        server.address(), Server.LOGIN, PATIENT.withSilence(Duration.ofSeconds(3)), heard)) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> server.commands().stream()
                                    .filter(command -> command.line().equals("nolog"))
                                    .count()
                            >= 4);
            assertThat(connection.isAlive()).isTrue();
        }
    }

    @Test
    void a_slow_listener_loses_events_and_is_told_how_many_while_the_reading_goes_on() throws Exception {
        var gate = new CompletableFuture<Void>();
        Heard slow = Heard.behind(gate);
        try (Server server = Server.with(EslConnectionTest::echo);
                EslConnection connection =
                        EslConnection.connect(server.address(), Server.LOGIN, PATIENT.withMostEvents(10), slow)) {
            for (int i = 0; i < 100; i++) {
                server.say(Server.event("Event-Name: HEARTBEAT\nEvent-Sequence: " + i + "\n", new byte[0]));
            }
            assertThat(connection.api("version").text()).isEqualTo("api version");
            gate.complete(null);

            await().until(() -> !slow.missed.isEmpty());
            await().until(() ->
                    slow.events.size() + slow.missed.stream().mapToLong(x -> x).sum() == 100);
            assertThat(slow.events.getFirst().header("Event-Sequence")).contains("0");
        }
    }

    @Test
    void jobs_may_end_in_another_order_than_they_began() throws Exception {
        List<String> jobs = new ArrayList<>();
        try (Server server = Server.with(command -> {
                    String job = command.head().replaceAll("(?s).*Job-UUID: (\\S+).*", "$1");
                    jobs.add(job);
                    return Server.reply("+OK Job-UUID: " + job);
                });
                EslConnection connection = connect(server)) {
            var slow = connection.bgapi("originate a");
            var fast = connection.bgapi("originate b");
            await().until(() -> server.commands().size() >= 3);
            for (int i : new int[] {1, 0}) {
                server.say(Server.event(
                        "Event-Name: BACKGROUND_JOB\nJob-UUID: " + jobs.get(i) + "\n", Server.bytes("+OK " + i)));
            }

            assertThat(fast.get(30, TimeUnit.SECONDS).text()).isEqualTo("+OK 1");
            assertThat(slow.get(30, TimeUnit.SECONDS).text()).isEqualTo("+OK 0");
        }
    }

    private EslConnection connect(Server server) throws EslException {
        return EslConnection.connect(server.address(), Server.LOGIN, PATIENT, heard);
    }

    private static byte[] echo(Server.Command command) {
        if (command.line().equals("api nosuch")) {
            return Server.printed("-ERR nosuch Command not found!\n");
        }
        return command.line().startsWith("api ")
                ? Server.printed(command.line())
                : Server.reply("+OK " + command.line());
    }

    private static Throwable failure(CompletableFuture<?> future) throws Exception {
        try {
            return new AssertionError("answered: " + future.get(30, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return Objects.requireNonNull(e.getCause());
        }
    }
}
