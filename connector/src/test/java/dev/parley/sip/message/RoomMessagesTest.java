package dev.parley.sip.message;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.chat.Rate;
import dev.parley.chat.TextTrace;
import dev.parley.config.SenderConfig;
import dev.parley.sip.stack.FreePort;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alice writes from the phone she calls with; nobody is asked for a password. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoomMessagesTest {
    private static final String CPIM = """
            From: Alice <sip:alice@pbx.example>
            To: <sip:3001@pbx.example>
            DateTime: 2026-11-24T12:00:00Z
            NS: imdn <urn:ietf:params:imdn>
            imdn.Message-ID: m1
            imdn.Disposition-Notification: display, negative-delivery

            Content-Type: text/plain; charset=utf-8

            hello""".replace("\n", "\r\n");

    private static final String TYPING =
            "<isComposing xmlns='urn:ietf:params:xml:ns:im-iscomposing'><state>active</state>" + "</isComposing>";

    private final Exchange exchange;
    private final Phone alice;
    private final Phone mallory;

    RoomMessagesTest() throws Exception {
        exchange = exchange();
        alice = new Phone("alice", exchange.port);
        mallory = new Phone("alice", exchange.port);
    }

    private static Exchange exchange() throws Exception {
        var nobodyIsAsked = new SenderConfig("pbx.example", Optional.empty(), List.of());
        return new Exchange(FreePort.find(), nobodyIsAsked, new Rate(1000, 1000));
    }

    @BeforeAll
    void open() throws Exception {
        exchange.open();
    }

    @AfterAll
    void close() {
        List.of(alice, mallory).forEach(Phone::close);
        exchange.close();
    }

    @BeforeEach
    void meet() throws Exception {
        exchange.members(
                Exchange.member("alice", alice.source(), "Plain"),
                Exchange.member("bob", "192.0.2.2:5060", "Plain"),
                Exchange.member("rita", "192.0.2.3:5060", "Rich"));
    }

    @AfterEach
    void nobody_is_told_of_a_refusal_by_a_text() {
        assertThat(exchange.read).noneMatch(text -> text.startsWith("NOTICE"));
    }

    private void assertRead(String... texts) {
        await().atMost(10, SECONDS)
                .untilAsserted(() -> assertThat(exchange.read).containsExactlyInAnyOrder(texts));
    }

    /** What comes later has been decided about, so what came before it has too. */
    private void assertNothingRead() {
        assertThat(alice.draft("the end").send().code()).isEqualTo(202);
        assertRead("bob: alice: the end", "rita: the end");
    }

    @Test
    void a_text_is_taken_with_202_and_read_by_the_others() {
        Phone.Answer answer = alice.draft("grüß 👍").send();
        assertThat(answer.code()).isEqualTo(202);
        assertThat(answer.headers("Contact")).isEmpty();
        assertThat(answer.headers("Content-Length")).containsExactly("0");
        assertThat(answer.headers("To").getFirst()).contains(";tag=");
        assertRead("bob: alice: grüß 👍", "rita: grüß 👍");
    }

    @Test
    void who_has_another_address_than_the_call_is_not_believed() {
        assertThat(mallory.draft("hello").send().code()).isEqualTo(403);
        assertNothingRead();
        assertThat(exchange.traces.latest(100)).extracting(TextTrace::decision).doesNotContain("refused:unproven");
    }

    @Test
    void who_writes_with_anothers_name_from_his_own_phone_is_not_believed() {
        assertThat(alice.draft("hello")
                        .from("<sip:bob@pbx.example>;tag=1")
                        .send()
                        .code())
                .isEqualTo(403);
        assertThat(alice.draft("hello").from("<tel:+4930123>;tag=1").send().code())
                .isEqualTo(403);
        assertThat(alice.draft("hello").from("<sip:pbx.example>;tag=1").send().code())
                .isEqualTo(403);
        assertNothingRead();
    }

    @Test
    void what_a_peer_asserts_whom_nobody_trusts_means_nothing() {
        assertThat(mallory.draft("hello")
                        .with("P-Asserted-Identity: <sip:alice@pbx.example>")
                        .send()
                        .code())
                .isEqualTo(403);
        assertNothingRead();
    }

    @Test
    void a_room_that_is_none_is_404_and_one_without_members_403() {
        assertThat(alice.draft("hello").room("sip:5001@pbx.example").send().code())
                .isEqualTo(404);
        assertThat(alice.draft("hello").room("sip:3002@pbx.example").send().code())
                .isEqualTo(403);
    }

    @Test
    void what_could_go_no_further_is_483_and_what_is_in_no_dialog_of_ours_481() {
        assertThat(alice.draft("hello").with("Max-Forwards: 0").send().code()).isEqualTo(483);
        assertThat(alice.draft("hello")
                        .to("<sip:3001@pbx.example>;tag=x")
                        .send()
                        .code())
                .isEqualTo(481);
        assertNothingRead();
    }

    @Test
    void an_empty_text_is_taken_and_reaches_nobody() {
        assertThat(alice.draft("").type("").send().code()).isEqualTo(202);
        assertThat(alice.draft("").send().code()).isEqualTo(202);
        assertThat(alice.draft(" \r\n").send().code()).isEqualTo(202);
        assertNothingRead();
    }

    @Test
    void a_body_without_a_type_is_400() {
        assertThat(alice.draft("hello").type("").send().code()).isEqualTo(400);
        assertNothingRead();
    }

    @Test
    void what_rooms_do_not_take_is_415_with_what_they_take() {
        for (String type : List.of("application/json", "image/png", "text/plain;charset=klingon", "multipart/mixed")) {
            Phone.Answer answer = alice.draft("{}").type(type).send();
            assertThat(answer.code()).as(type).isEqualTo(415);
            assertThat(String.join(", ", answer.headers("Accept")))
                    .contains("text/plain", "text/html", "message/cpim", "application/im-iscomposing+xml");
        }
        assertThat(alice.draft("hello").with("Content-Encoding: br").send())
                .satisfies(answer -> assertThat(answer.code()).isEqualTo(415))
                .satisfies(answer -> assertThat(String.join(", ", answer.headers("Accept-Encoding")))
                        .contains("deflate"));
        assertThat(alice.draft("x")
                        .body("grüß".getBytes(StandardCharsets.ISO_8859_1))
                        .send()
                        .code())
                .isEqualTo(415);
        assertNothingRead();
    }

    @Test
    void a_body_for_somebody_else_is_415_or_ignored_as_it_says() {
        assertThat(alice.draft("x").with("Content-Disposition: icon").send().code())
                .isEqualTo(415);
        assertThat(alice.draft("x")
                        .with("Content-Disposition: icon;handling=optional")
                        .send()
                        .code())
                .isEqualTo(202);
        assertNothingRead();
    }

    @Test
    void who_must_not_be_named_is_not_shown() {
        assertThat(alice.draft("x").with("Privacy: id;critical").send().code()).isEqualTo(500);
        assertNothingRead();
    }

    @Test
    void a_charset_of_old_is_read() {
        assertThat(alice.draft("x")
                        .type("text/plain; charset=ISO-8859-1")
                        .body("grüß".getBytes(StandardCharsets.ISO_8859_1))
                        .send()
                        .code())
                .isEqualTo(202);
        assertRead("bob: alice: grüß", "rita: grüß");
    }

    @Test
    void a_text_that_is_too_long_is_413() {
        assertThat(alice.draft("x".repeat(1001)).send().code()).isEqualTo(413);
        assertNothingRead();
    }

    @Test
    void html_is_html_for_whoever_can_show_it_and_text_for_the_others() {
        assertThat(alice.draft("<b>hi</b><script>x</script>")
                        .type("text/html")
                        .send()
                        .code())
                .isEqualTo(202);
        assertRead("bob: alice: hi", "rita: hi | <b>hi</b>");
    }

    @Test
    void an_envelope_is_opened() {
        assertThat(alice.draft(CPIM).type("message/cpim").send().code()).isEqualTo(202);
        assertRead("bob: alice: hello", "rita: hello");
    }

    @Test
    void an_envelope_from_somebody_else_is_403() {
        for (String from : List.of("<sip:bob@pbx.example>", "<tel:alice>", "<im:alice@pbx.example>")) {
            assertThat(alice.draft(CPIM.replace("Alice <sip:alice@pbx.example>", from))
                            .type("message/cpim")
                            .send()
                            .code())
                    .as(from)
                    .isEqualTo(403);
        }
        assertThat(alice.draft(CPIM.replace("sip:alice@", "sip:+49alice@"))
                        .type("message/cpim")
                        .send()
                        .code())
                .as("an alias")
                .isEqualTo(202);
        assertRead("bob: alice: hello", "rita: hello");
    }

    @Test
    void an_envelope_to_one_member_is_private() {
        assertThat(alice.draft(CPIM.replace("sip:3001@", "sip:rita@"))
                        .type("message/cpim")
                        .send()
                        .code())
                .isEqualTo(202);
        assertRead("rita: hello");
    }

    @Test
    void an_envelope_to_nobody_is_404_and_one_to_several_403() {
        assertThat(alice.draft(CPIM.replace("sip:3001@", "sip:nobody@"))
                        .type("message/cpim")
                        .send()
                        .code())
                .isEqualTo(404);
        assertThat(alice.draft(CPIM.replace("sip:3001@", "sip:alice@"))
                        .type("message/cpim")
                        .send()
                        .code())
                .as("to herself")
                .isEqualTo(404);
        assertThat(alice.draft("To: <sip:bob@pbx.example>\r\n" + CPIM)
                        .type("message/cpim")
                        .send()
                        .code())
                .isEqualTo(403);
        assertNothingRead();
    }

    @Test
    void a_broken_envelope_is_400_and_one_in_another_415() {
        assertThat(alice.draft("hello").type("message/cpim").send().code()).isEqualTo(400);
        assertThat(alice.draft(CPIM.replace("text/plain; charset=utf-8\r\n\r\nhello", "message/cpim\r\n\r\n" + CPIM))
                        .type("message/cpim")
                        .send()
                        .code())
                .isEqualTo(415);
        assertNothingRead();
    }

    @Test
    void that_somebody_types_only_those_hear_who_can_show_it_and_nobody_keeps_it() {
        int traces = exchange.traces.latest(1000).size();
        assertThat(alice.draft(TYPING)
                        .type("application/im-iscomposing+xml")
                        .send()
                        .code())
                .isEqualTo(202);
        assertThat(alice.draft(TYPING)
                        .type("application/im-iscomposing+xml")
                        .send()
                        .code())
                .isEqualTo(202);
        await().atMost(10, SECONDS).until(() -> !exchange.whispered.isEmpty());
        assertThat(exchange.whispered)
                .singleElement()
                .asString()
                .startsWith("rita application/im-iscomposing+xml ")
                .contains("<state>active</state>");
        assertThat(exchange.read).isEmpty();
        assertThat(exchange.traces.latest(1000)).hasSize(traces);
    }

    @Test
    void nobody_but_a_member_can_say_that_he_types() {
        assertThat(mallory.draft(TYPING)
                        .type("application/im-iscomposing+xml")
                        .send()
                        .code())
                .isEqualTo(403);
        assertThat(exchange.whispered).isEmpty();
    }

    @Test
    void hostile_xml_is_400() {
        String bomb = "<!DOCTYPE isComposing [<!ENTITY a 'active'>]>" + TYPING.replace("active", "&a;");
        assertThat(alice.draft(bomb)
                        .type("application/im-iscomposing+xml")
                        .send()
                        .code())
                .isEqualTo(400);
        assertThat(alice.draft("<a>".repeat(500))
                        .type("message/imdn+xml")
                        .send()
                        .code())
                .isEqualTo(400);
    }

    @Test
    void a_receipt_reaches_the_one_who_asked_and_nobody_else() throws Exception {
        Phone rita = new Phone("rita", exchange.port);
        try (rita) {
            exchange.members(
                    Exchange.member("alice", alice.source(), "Plain"),
                    Exchange.member("dead", "192.0.2.2:5060", "Plain"),
                    Exchange.member("rita", rita.source(), "Rich"));
            assertThat(alice.draft(CPIM.replace("m1", "m7"))
                            .type("message/cpim")
                            .send()
                            .code())
                    .isEqualTo(202);
            String shown = "<imdn xmlns='urn:ietf:params:xml:ns:imdn'><message-id>m7</message-id><display-notification>"
                    + "<status><displayed/></status></display-notification></imdn>";
            assertThat(rita.draft("")
                            .type("message/imdn+xml")
                            .with("Content-Encoding: deflate") // as Linphone does
                            .body(LetterTest.deflated(shown.getBytes(StandardCharsets.UTF_8)))
                            .send()
                            .code())
                    .isEqualTo(202);
            await().atMost(10, SECONDS)
                    .until(() -> String.join("", exchange.whispered).contains("<displayed/>"));
            await().atMost(10, SECONDS)
                    .until(() -> String.join("", exchange.whispered).contains("<failed/>"));
            assertThat(exchange.whispered).allMatch(whisper -> whisper.startsWith("alice message/cpim "));
            assertRead("dead: alice: hello", "rita: hello");
        }
    }

    @Test
    void a_text_that_comes_again_is_answered_as_before_and_read_once() {
        Phone.Draft draft = alice.draft("hello");
        assertThat(draft.send().code()).isEqualTo(202);
        assertThat(draft.again().send().code()).isIn(202, 482);
        assertRead("bob: alice: hello", "rita: hello");
    }

    @Test
    void our_own_copy_that_comes_back_is_a_loop_and_what_a_machine_wrote_reaches_nobody() {
        assertThat(alice.draft("hello").with("X-Parley: t1").send().code()).isEqualTo(482);
        assertThat(alice.draft("hello")
                        .with("Auto-Submitted: auto-replied")
                        .send()
                        .code())
                .isEqualTo(202);
        assertNothingRead();
    }

    @Test
    void what_has_got_too_old_on_its_way_reaches_nobody() {
        assertThat(alice.draft("hello")
                        .with("Date: Tue, 24 Nov 2020 12:00:00 GMT")
                        .with("Expires: 60")
                        .send()
                        .code())
                .isEqualTo(202);
        assertNothingRead();
    }

    @Test
    void a_date_alone_or_a_broken_one_refuses_nothing() {
        assertThat(alice.draft("one")
                        .with("Date: Tue, 24 Nov 2020 12:00:00 GMT")
                        .send()
                        .code())
                .isEqualTo(202);
        assertThat(alice.draft("two")
                        .with("Date: yesterday")
                        .with("Expires: 0")
                        .send()
                        .code())
                .isEqualTo(202);
        assertRead("bob: alice: one", "rita: one", "bob: alice: two", "rita: two");
    }

    @Test
    void huge_headers_do_no_harm() {
        assertThat(alice.draft("hello")
                        .with("Subject: " + "x".repeat(20_000))
                        .send()
                        .code())
                .isEqualTo(202);
        assertRead("bob: alice: hello", "rita: hello");
    }

    /** As Linphone 5.1.65 and baresip 1.0.0 wrote them. */
    @ParameterizedTest
    @CsvSource({"linphone, carol", "baresip, bob"})
    void what_real_phones_write_is_read(String client, String user) throws Exception {
        exchange.members(
                Exchange.member(user, alice.source(), "Plain"), Exchange.member("dora", "192.0.2.2:5060", "Plain"));
        String capture = "/captures/sip/" + client + "-message.raw";
        try (InputStream file = Objects.requireNonNull(getClass().getResourceAsStream(capture))) {
            assertThat(alice.ask(file.readAllBytes()).code()).isEqualTo(202);
        }
        assertRead("dora: " + user + ": hello");
    }
}
