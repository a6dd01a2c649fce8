package dev.parley.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.chat.Claim;
import dev.parley.chat.ClientProfile;
import dev.parley.chat.ClientProfiles;
import dev.parley.chat.Links;
import dev.parley.chat.Relayed;
import dev.parley.chat.Route;
import dev.parley.chat.Text;
import dev.parley.chat.TextId;
import dev.parley.chat.Traces;
import dev.parley.chat.Verdict;
import dev.parley.config.AdminConfig;
import dev.parley.pbx.Link;
import dev.parley.pbx.PbxState;
import dev.parley.room.Flag;
import dev.parley.room.Identity;
import dev.parley.room.Leg;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomId;
import dev.parley.room.Rooms;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AdminServerTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final RoomId ROOM = new RoomId("main", "30 01/a+b");
    private static final Link UP = new Link.Up("Asterisk 22.10.1", NOON);

    private volatile Link link = UP;
    private final Rooms rooms = new Rooms(Runnable::run, List.of());
    private final Traces traces = new Traces(10, trace -> {});
    private final ClientProfiles profiles =
            new ClientProfiles(List.of(profile("linphone", "Linphone")), profile("any", ""));
    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AdminServer server = server(0);
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void it_is_ready_when_every_pbx_is_in_sight() throws Exception {
        var answer = get("/health/ready");
        assertThat(answer.statusCode()).isEqualTo(200);
        var pbx = json(answer).at("/pbxs/0");
        assertThat(pbx.at("/name").asString()).isEqualTo("main");
        assertThat(pbx.at("/state").asString()).isEqualTo("up");
        assertThat(pbx.at("/since").asString()).isEqualTo("2026-11-24T12:00:00Z");
        assertThat(pbx.at("/version").asString()).isEqualTo("Asterisk 22.10.1");
    }

    @Test
    void it_lives_but_is_not_ready_while_a_pbx_is_out_of_sight() throws Exception {
        link = new Link.Down("connection refused", NOON);
        var answer = get("/health/ready");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(json(answer).at("/pbxs/0/why").asString()).isEqualTo("connection refused");
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void a_roster_shows_who_is_there_with_what_phone() throws Exception {
        join();
        var member = json(get("/rooms/main/30%2001%2Fa+b")).at("/members/0");
        assertThat(member.at("/name").asString()).isEqualTo("Alice");
        assertThat(member.at("/endpoint").asString()).isEqualTo("alice");
        assertThat(member.at("/flags/0").asString()).isEqualTo("MUTED");
        assertThat(member.at("/allow/0").asString()).isEqualTo("MESSAGE");
        assertThat(member.at("/profile").asString()).isEqualTo("linphone");
    }

    @Test
    void all_rooms_are_listed_and_say_when_they_are_stale() throws Exception {
        join();
        rooms.unseen("main");
        var room = json(get("/rooms")).get(0);
        assertThat(room.at("/room").asString()).isEqualTo(ROOM.name());
        assertThat(room.at("/meeting").asString()).isNotEmpty();
        assertThat(room.at("/since").asString()).isEqualTo("2026-11-24T12:00:00Z");
        assertThat(room.at("/seen").asBoolean()).isFalse();
    }

    @Test
    void a_room_without_members_is_not_found() throws Exception {
        assertThat(get("/rooms/main/4711").statusCode()).isEqualTo(404);
    }

    @Test
    void a_text_can_be_followed_but_not_read() throws Exception {
        traces.decided(new Relayed.Refused(text("t1"), new Verdict.Refuse("size", "too long")));
        var answer = get("/trace/t1");
        assertThat(json(answer).at("/id").asString()).isEqualTo("t1");
        assertThat(json(answer).at("/room").asString()).isEqualTo(ROOM.toString());
        assertThat(json(answer).at("/decision").asString()).isEqualTo("refused:size");
        assertThat(answer.body() + get("/trace?last=5").body()).doesNotContain("the secret");
    }

    @Test
    void the_newest_texts_come_first() throws Exception {
        traces.decided(new Relayed.Dropped(text("t1"), new Verdict.Drop("empty")));
        traces.decided(new Relayed.Dropped(text("t2"), new Verdict.Drop("empty")));
        assertThat(json(get("/trace?last=1")).at("/0/id").asString()).isEqualTo("t2");
        assertThat(json(get("/trace"))).hasSize(2);
        assertThat(get("/trace?last=all").statusCode()).isEqualTo(400);
    }

    @Test
    void an_unknown_text_says_how_many_are_kept() throws Exception {
        var answer = get("/trace/nope");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).at("/error").asString()).contains("last 0");
    }

    @Test
    void metrics_are_in_the_text_format() throws Exception {
        new Metrics(metrics).watch(rooms);
        var answer = get("/metrics");
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
        assertThat(answer.body()).contains("parley_rooms 0.0");
    }

    @Test
    void an_unknown_path_says_which_there_are() throws Exception {
        for (String path : List.of("/", "/health", "/rooms/main", "/rooms/a/b/c", "/metrics/x", "/admin")) {
            var answer = get(path);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("/health/ready");
        }
    }

    @Test
    void nothing_can_be_changed() throws Exception {
        var answer = client.send(
                HttpRequest.newBuilder(uri("/rooms")).DELETE().build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
    }

    @Test
    void head_is_get_without_the_body() throws Exception {
        var answer =
                client.send(HttpRequest.newBuilder(uri("/rooms")).HEAD().build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void no_answer_is_kept_or_guessed_at() throws Exception {
        var headers = get("/rooms").headers();
        assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void a_page_that_names_this_machine_by_its_own_domain_gets_nothing() throws Exception {
        for (String host :
                List.of("evil.example", "evil.example:80", "localhost.evil.example", "127.0.0.1.evil.example", "")) {
            assertThat(statusForHost(host)).contains(" 403 ");
        }
        for (String host : List.of("localhost", "LOCALHOST:1", "127.0.0.1:9090", "[::1]:9090")) {
            assertThat(statusForHost(host)).contains(" 200 ");
        }
    }

    @Test
    void a_port_in_use_says_which_option_to_change() {
        assertThatThrownBy(() -> server(server.port()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("127.0.0.1:" + server.port())
                .hasMessageContaining("admin.port");
    }

    @Test
    void it_is_never_served_to_other_machines() {
        assertThatThrownBy(() -> server(new AdminConfig(true, "0.0.0.0", 0))).hasMessageContaining("admin.host");
    }

    private AdminServer server(int port) {
        return server(new AdminConfig(true, "127.0.0.1", port));
    }

    private AdminServer server(AdminConfig config) {
        return new AdminServer(
                config, rooms, Links.NONE, traces, profiles, () -> List.of(new PbxState("main", link)), metrics);
    }

    private void join() {
        var leg = new Leg("call-1", "Linphone/5", Set.of("MESSAGE"), "10.0.0.1:5060");
        var identity = new Identity("alice", "alice", true);
        rooms.happened(new RoomEvent.Joined(
                ROOM, new Member(new MemberId("1"), identity, "Alice", Set.of(Flag.MUTED), leg), NOON));
    }

    private static Text text(String id) {
        var claim = new Claim("alice", "", "10.0.0.1:5060", "udp");
        return new Text(
                new TextId(id), ROOM, claim, "text/plain", "the secret", 10, id, "1 MESSAGE", false, false, NOON);
    }

    private static ClientProfile profile(String name, String agent) {
        return new ClientProfile(name, Pattern.compile(agent), Route.OUT_OF_DIALOG, false, true);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    /** By hand, since the JDK's client chooses Host itself. */
    private String statusForHost(String host) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            String request = "GET /health/live HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }
}
