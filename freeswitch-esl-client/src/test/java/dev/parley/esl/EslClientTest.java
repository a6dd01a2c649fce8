package dev.parley.esl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EslClientTest {
    private static final EslSubscription HEARTBEATS = EslSubscription.to(List.of("HEARTBEAT"), List.of("a::b"));

    private final Life life = new Life();

    @Test
    void it_subscribes_and_says_which_run_of_freeswitch_it_has_found() {
        try (Server server = Server.with(EslClientTest::accept);
                EslClient client = client(server)) {
            assertThat(client.await(Instant.now().plusSeconds(30))).isPresent();

            assertThat(life.told).containsExactly("connected run-1 new");
            assertThat(server.commands().getLast().line()).isEqualTo("event plain HEARTBEAT CUSTOM a::b");
        }
    }

    @Test
    void it_comes_back_by_itself_and_subscribes_anew() {
        try (Server server = Server.with(EslClientTest::accept);
                EslClient client = client(server)) {
            client.await(Instant.now().plusSeconds(30));
            server.hangUp();

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> life.told.stream()
                                    .filter("connected run-1 new"::equals)
                                    .count()
                            == 2);
            assertThat(life.told.get(1)).startsWith("disconnected");
            assertThat(server.commands().stream()
                            .filter(command -> command.line().startsWith("event ")))
                    .hasSize(2);
        }
    }

    @Test
    void another_run_of_freeswitch_is_told_as_a_restart() {
        Server first = Server.with(EslClientTest::accept);
        try (EslClient client = client(first)) {
            client.await(Instant.now().plusSeconds(30));
            int port = first.address().port();
            first.close();
            await().until(() -> life.told.size() > 1);
            try (Server second = Server.on(port, "run-2", EslClientTest::accept)) {
                await().atMost(Duration.ofSeconds(30)).until(() -> life.told.contains("connected run-2 restarted"));
            }
        }
    }

    @Test
    void events_come_after_their_connection_was_told() {
        byte[] early = Server.joined(
                Server.reply("+OK event listener enabled plain"), Server.event("Event-Name: HEARTBEAT\n", new byte[0]));
        try (Server server = Server.with(command -> early);
                EslClient client = client(server)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> life.told.contains("HEARTBEAT"));
            assertThat(life.told).startsWith("connected run-1 new", "HEARTBEAT");
            assertThat(client.now()).isPresent();
        }
    }

    @Test
    void after_its_end_it_connects_no_more() {
        try (Server server = Server.with(EslClientTest::accept)) {
            EslClient client = client(server);
            client.await(Instant.now().plusSeconds(30));
            client.close();

            await().until(() -> life.told.getLast().startsWith("disconnected"));
            assertThat(client.await(Instant.now().plusSeconds(30))).isEmpty();
        }
    }

    private EslClient client(Server server) {
        EslClient client = new EslClient(server.address(), Server.LOGIN, HEARTBEATS, EslOptions.defaults(), life);
        client.open();
        return client;
    }

    private static byte[] accept(Server.Command command) {
        return Server.reply("+OK " + command.line());
    }

    private static final class Life implements EslClient.Listener {
        private final List<String> told = new CopyOnWriteArrayList<>();

        @Override
        public void connected(EslConnection connection, EslClient.Arrival arrival) {
            told.add("connected " + arrival.coreUuid().orElse("?") + (arrival.restarted() ? " restarted" : " new"));
        }

        @Override
        public void event(EslEvent event) {
            told.add(event.name());
        }

        @Override
        public void missed(long events, String why) {
            told.add("missed " + events);
        }

        @Override
        public void disconnected(EslException why) {
            told.add("disconnected " + why.getMessage());
        }
    }
}
