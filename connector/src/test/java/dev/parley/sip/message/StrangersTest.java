package dev.parley.sip.message;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.chat.Rate;
import dev.parley.config.SenderConfig;
import dev.parley.config.TrustedPeer;
import dev.parley.sip.stack.FreePort;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts from elsewhere than the members' calls: by password, and through a proxy that is trusted. */
class StrangersTest {
    private static final Rate SLOW = new Rate(0.1, 2);

    @TempDir
    private Path dir = Path.of("");

    private Optional<Exchange> running = Optional.empty();
    private Optional<Phone> proxy = Optional.empty();
    private Optional<Phone> phone = Optional.empty();

    @BeforeEach
    void open() throws Exception {
        Path users = Files.writeString(
                dir.resolve("users"),
                "alice:pbx.example:" + hash("SHA-256", "alice:pbx.example:secret") + ":"
                        + hash("MD5", "alice:pbx.example:secret") + "\nmallory:pbx.example:"
                        + hash("MD5", "mallory:pbx.example:evil") + "\n");
        Files.setPosixFilePermissions(users, PosixFilePermissions.fromString("rw-------"));
        int port = FreePort.find();
        Phone peer = new Phone("alice", port);
        var trusted = new TrustedPeer("127.0.0.1", OptionalInt.of(peer.port()));
        Exchange exchange =
                new Exchange(port, new SenderConfig("pbx.example", Optional.of(users), List.of(trusted)), SLOW);
        exchange.open();
        exchange.members(
                Exchange.member("alice", "192.0.2.1:5060", "Plain"), Exchange.member("bob", "192.0.2.2:5060", "Plain"));
        running = Optional.of(exchange);
        proxy = Optional.of(peer);
        phone = Optional.of(new Phone("alice", exchange.port));
    }

    @AfterEach
    void close() {
        proxy.ifPresent(Phone::close);
        phone.ifPresent(Phone::close);
        running.ifPresent(Exchange::close);
    }

    private Phone phone() {
        return phone.orElseThrow();
    }

    private Phone proxy() {
        return proxy.orElseThrow();
    }

    private static String hash(String algorithm, String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String credentials(Phone.Answer challenge, String algorithm, String user, String password)
            throws Exception {
        Matcher nonce = Pattern.compile("nonce=\"([^\"]+)\"").matcher(challenge.text());
        assertThat(nonce.find()).isTrue();
        String uri = "sip:3001@pbx.example";
        String ha1 = hash(algorithm, user + ":pbx.example:" + password);
        String ha2 = hash(algorithm, "MESSAGE:" + uri);
        String response = hash(algorithm, ha1 + ":" + nonce.group(1) + ":00000001:c1:auth:" + ha2);
        return "Authorization: Digest username=\"" + user + "\", realm=\"pbx.example\", nonce=\"" + nonce.group(1)
                + "\", uri=\"" + uri + "\", response=\"" + response + "\", algorithm=" + algorithm
                + ", cnonce=\"c1\", qop=auth, nc=00000001";
    }

    private void assertRead(String... texts) {
        await().atMost(10, SECONDS)
                .untilAsserted(() -> assertThat(running.orElseThrow().read).containsExactly(texts));
    }

    @Test
    void whoever_proves_nothing_is_asked_for_a_password_in_both_ways() {
        Phone.Answer answer = phone().draft("hello").send();
        assertThat(answer.code()).isEqualTo(401);
        assertThat(answer.headers("WWW-Authenticate"))
                .hasSize(2)
                .allMatch(challenge -> challenge.startsWith("Digest ") && challenge.contains("qop=\"auth\""))
                .allMatch(challenge -> challenge.contains("realm=\"pbx.example\""));
        assertThat(answer.headers("WWW-Authenticate").getFirst()).contains("algorithm=SHA-256");
        assertThat(answer.headers("WWW-Authenticate").getLast()).contains("algorithm=MD5");
    }

    @Test
    void the_password_lets_a_text_in_from_anywhere_and_serves_once() throws Exception {
        Phone.Draft draft = phone().draft("hello");
        String credentials = credentials(draft.send(), "SHA-256", "alice", "secret");
        assertThat(draft.next().with(credentials).send().code()).isEqualTo(202);
        assertRead("bob: alice: hello");

        Phone.Answer replayed = phone().draft("evil").with(credentials).send();
        assertThat(replayed.code()).isEqualTo(401);
        assertThat(replayed.headers("WWW-Authenticate")).allMatch(challenge -> challenge.contains("stale=true"));
        assertRead("bob: alice: hello");
    }

    @Test
    void old_phones_know_md5_only() throws Exception {
        Phone.Draft draft = phone().draft("hello");
        Phone.Answer asked = draft.send();
        assertThat(draft.next()
                        .with(credentials(asked, "MD5", "alice", "secret"))
                        .send()
                        .code())
                .isEqualTo(202);
        assertRead("bob: alice: hello");
    }

    @Test
    void who_proves_to_be_somebody_else_than_he_says_is_403() throws Exception {
        Phone.Draft draft = phone().draft("hello");
        Phone.Answer asked = draft.send();
        assertThat(draft.next()
                        .with(credentials(asked, "MD5", "mallory", "evil"))
                        .send()
                        .code())
                .isEqualTo(403);
    }

    @Test
    void who_proves_who_he_is_and_is_not_in_the_room_is_403() throws Exception {
        Phone.Draft draft = phone().draft("hello").from("<sip:mallory@pbx.example>;tag=1");
        Phone.Answer asked = draft.send();
        assertThat(draft.next()
                        .with(credentials(asked, "MD5", "mallory", "evil"))
                        .send()
                        .code())
                .isEqualTo(403);
    }

    @Test
    void who_guesses_is_asked_again_and_then_not_listened_to() throws Exception {
        for (int i = 0; i < 5; i++) {
            Phone.Draft draft = phone().draft("hello");
            Phone.Answer asked = draft.send();
            assertThat(draft.next()
                            .with(credentials(asked, "MD5", "alice", "guess" + i))
                            .send()
                            .code())
                    .isEqualTo(401);
        }
        Phone.Draft draft = phone().draft("hello");
        Phone.Answer asked = draft.send();
        assertThat(draft.next()
                        .with(credentials(asked, "MD5", "alice", "secret"))
                        .send()
                        .code())
                .isEqualTo(403);
    }

    @Test
    void credentials_of_another_scheme_are_none() {
        assertThat(phone().draft("hello")
                        .with("Authorization: NoOneKnowsThisScheme opaque-data=here")
                        .send()
                        .code())
                .isEqualTo(401);
    }

    @Test
    void a_trusted_proxy_says_who_a_sender_is() {
        assertThat(proxy().draft("hello")
                        .with("P-Asserted-Identity: \"Al, ice\" <sip:alice@pbx.example>, <tel:+4930>")
                        .send()
                        .code())
                .isEqualTo(202);
        assertRead("bob: alice: hello");
        assertThat(proxy().draft("again")
                        .from("<sip:+49alice@pbx.example>;tag=1")
                        .with("P-Asserted-Identity: <sip:alice@pbx.example>")
                        .send()
                        .code())
                .as("an alias")
                .isEqualTo(202);
        assertRead("bob: alice: hello", "bob: alice: again");
    }

    @Test
    void what_a_trusted_proxy_says_wrong_is_not_believed() {
        for (String asserted : List.of(
                "<sip:alice@pbx.example>, <sip:bob@pbx.example>",
                "<sip:alice@elsewhere.example>",
                "<sip:bob@pbx.example>")) {
            assertThat(proxy().draft("hello")
                            .with("P-Asserted-Identity: " + asserted)
                            .send()
                            .code())
                    .as(asserted)
                    .isIn(401, 403);
        }
        assertRead();
    }

    @Test
    void an_address_that_calls_come_from_through_a_proxy_proves_nothing() throws Exception {
        String ofTheProxy = "127.0.0.1:" + proxy().port();
        running.orElseThrow()
                .members(
                        Exchange.member("alice", ofTheProxy, "Plain"),
                        Exchange.member("bob", "192.0.2.2:5060", "Plain"));
        assertThat(proxy().draft("I am Alice").send().code()).isEqualTo(401);
    }

    @Test
    void an_address_that_several_accounts_call_from_proves_nothing_either() throws Exception {
        String ofAll = "127.0.0.1:" + phone().port();
        running.orElseThrow().members(Exchange.member("alice", ofAll, "Plain"), Exchange.member("bob", ofAll, "Plain"));
        assertThat(phone().draft("I am Alice").send().code()).isEqualTo(401);
    }

    @Test
    void nobody_else_can_say_what_the_proxy_says() {
        assertThat(phone().draft("hello")
                        .with("P-Asserted-Identity: <sip:alice@pbx.example>")
                        .send()
                        .code())
                .isEqualTo(401);
    }

    @Test
    void who_writes_too_fast_is_told_when_to_try_again() {
        for (int i = 0; i < 2; i++) {
            assertThat(proxy().draft("hello" + i)
                            .with("P-Asserted-Identity: <sip:alice@pbx.example>")
                            .send()
                            .code())
                    .isEqualTo(202);
        }
        Phone.Answer answer = proxy().draft("more")
                .with("P-Asserted-Identity: <sip:alice@pbx.example>")
                .send();
        assertThat(answer.code()).isEqualTo(480);
        assertThat(answer.headers("Retry-After")).containsExactly("10");
        assertRead("bob: alice: hello0", "bob: alice: hello1");
    }

    @Test
    void a_flood_of_strangers_is_refused_and_who_is_known_gets_through() {
        for (int i = 0; i < 300; i++) {
            assertThat(phone().draft("flood")
                            .from("<sip:alice@pbx.example>;tag=" + i)
                            .send()
                            .code())
                    .isEqualTo(401);
        }
        assertThat(proxy().draft("hello")
                        .with("P-Asserted-Identity: <sip:alice@pbx.example>")
                        .send()
                        .code())
                .isEqualTo(202);
        assertRead("bob: alice: hello");
    }
}
