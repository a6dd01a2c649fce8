package dev.parley.interop.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.FreePort;
import dev.parley.interop.phone.TestPhone;
import dev.parley.interop.sip.Sipp.Expected;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * How MESSAGE to a room is answered, as sipp sees it: from a port that is trusted, as a proxy's would be, and from one that
 * is not. Alice and Bob are in the room by a real Asterisk; Bob reads what was said.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessageAnswersTest {
    private static final String TAKEN_CPIM = """
            From: <sip:alice@127.0.0.1>
            To: <sip:%s@127.0.0.1>
            DateTime: 2026-11-24T12:00:00Z

            Content-Type: text/plain; charset=utf-8

            %s""";

    private Optional<SipChat> running = Optional.empty();
    private Optional<TestPhone> bob = Optional.empty();
    private int trusted;
    private int stranger;

    @BeforeAll
    void start(@TempDir Path dir) throws Exception {
        Sipp.assumeInstalled();
        trusted = FreePort.udpAndTcp();
        stranger = FreePort.udpAndTcp();
        Path users =
                Files.writeString(dir.resolve("users"), "alice:rooms:" + hash("SHA-256") + ":" + hash("MD5") + "\n");
        Files.setPosixFilePermissions(users, PosixFilePermissions.fromString("rw-------"));
        SipChat chat = SipChat.with("realm: rooms\nusers: " + users + "\ntrusted: [127.0.0.1:" + trusted + "]\n");
        running = Optional.of(chat);
        chat.member("alice");
        bob = Optional.of(chat.member("bob"));
    }

    @AfterAll
    void stop() {
        running.ifPresent(SipChat::everybodyLeaves);
        running.ifPresent(SipChat::close);
    }

    private static String hash(String algorithm) throws Exception {
        byte[] secret = "alice:rooms:secret".getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(secret));
    }

    private SipChat chat() {
        return running.orElseThrow();
    }

    private static String message(String room, String type, String... more) {
        return "MESSAGE sip:" + room + "@127.0.0.1 SIP/2.0\nFrom: <sip:alice@127.0.0.1>;tag=[call_number]\nTo: <sip:"
                + room
                + "@127.0.0.1>\n" + (type.isEmpty() ? "" : "Content-Type: " + type + "\n")
                + (more.length == 0 ? "" : String.join("\n", more) + "\n");
    }

    /** From the proxy that has checked that it is Alice. */
    private void asAlice(String request, String body, Expected expected) {
        new Sipp(chat().sipAddress(), trusted)
                .sends(request + "P-Asserted-Identity: <sip:alice@127.0.0.1>\n", body, expected);
    }

    private void fromElsewhere(String request, String body, Expected expected) {
        new Sipp(chat().sipAddress(), stranger).sends(request, body, expected);
    }

    private void assertBobReads(String body) {
        SipChat.awaitBody(bob.orElseThrow(), body);
        bob.orElseThrow().forgetAll();
    }

    /** Whoever wrote before this has not been read: lanes keep their order. */
    private void assertBobReadsNothing() {
        asAlice(message("3001", "text/plain"), "the end", Expected.code(202));
        SipChat.awaitBody(bob.orElseThrow(), "Alice A: the end");
        assertThat(SipChat.bodies(bob.orElseThrow())).containsExactly("Alice A: the end");
        bob.orElseThrow().forgetAll();
    }

    @Test
    void a_text_202_without_contact_and_body_and_with_a_tag() {
        asAlice(
                message("3001", "text/plain"),
                "hello from sipp",
                Expected.code(202)
                        .with("To: [^\n]*;tag=")
                        .with("Content-Length: 0")
                        .without("Contact:")
                        .without("Record-Route:"));
        assertBobReads("Alice A: hello from sipp");
    }

    @Test
    void html_202_and_read_as_text() {
        asAlice(message("3001", "text/html"), "<p>hello <b>Bob</b></p>", Expected.code(202));
        assertBobReads("Alice A: hello Bob");
    }

    @Test
    void an_envelope_202_and_read_without_it() {
        asAlice(message("3001", "message/cpim"), TAKEN_CPIM.formatted("3001", "from an envelope"), Expected.code(202));
        assertBobReads("Alice A: from an envelope");
    }

    @Test
    void an_envelope_to_bob_202_and_read_as_private() {
        asAlice(message("3001", "message/cpim"), TAKEN_CPIM.formatted("bob", "psst"), Expected.code(202));
        assertBobReads("Alice A (only to you): psst");
    }

    @Test
    void an_envelope_from_somebody_else_403_and_to_nobody_404() {
        asAlice(
                message("3001", "message/cpim"),
                TAKEN_CPIM.formatted("3001", "x").replace("sip:alice@", "sip:bob@"),
                Expected.code(403));
        asAlice(message("3001", "message/cpim"), TAKEN_CPIM.formatted("nobody", "x"), Expected.code(404));
        asAlice(message("3001", "message/cpim"), "no envelope", Expected.code(400));
        assertBobReadsNothing();
    }

    @Test
    void a_typing_notice_202_and_nobody_reads_it() {
        asAlice(
                message("3001", "application/im-iscomposing+xml"),
                "<isComposing xmlns='urn:ietf:params:xml:ns:im-iscomposing'><state>active</state></isComposing>",
                Expected.code(202));
        asAlice(
                message("3001", "application/im-iscomposing+xml"),
                "<!DOCTYPE a><isComposing xmlns='urn:ietf:params:xml:ns:im-iscomposing'/>",
                Expected.code(400));
        assertBobReadsNothing();
    }

    @Test
    void a_type_that_rooms_do_not_take_415_with_accept() {
        asAlice(
                message("3001", "application/json"),
                "{}",
                Expected.code(415).with("Accept: [^\n]*text/plain").with("Accept: [^\n]*message/cpim"));
        asAlice(
                message("3001", "text/plain; charset=klingon"),
                "x",
                Expected.code(415).with("Accept:"));
        assertBobReadsNothing();
    }

    @Test
    void a_body_without_a_type_400_and_no_body_202() {
        asAlice(message("3001", ""), "hello", Expected.code(400));
        asAlice(message("3001", "text/plain"), "", Expected.code(202));
        assertBobReadsNothing();
    }

    @Test
    void a_text_that_is_too_long_413() {
        asAlice(message("3001", "text/plain"), "x".repeat(4001), Expected.code(413));
        assertBobReadsNothing();
    }

    @Test
    void who_proves_nothing_401_with_both_algorithms() {
        fromElsewhere(
                message("3001", "text/plain", "P-Asserted-Identity: <sip:alice@127.0.0.1>"),
                "forged",
                Expected.code(401)
                        .with("WWW-Authenticate: Digest[^\n]*SHA-256")
                        .with("WWW-Authenticate: Digest[^\n]*MD5"));
        assertBobReadsNothing();
    }

    @Test
    void who_is_somebody_else_than_from_says_403() {
        asAlice(message("3001", "text/plain").replace("sip:alice@", "sip:bob@"), "forged", Expected.code(403));
        assertBobReadsNothing();
    }

    @Test
    void a_room_that_is_none_404_and_one_that_the_sender_is_not_in_403() {
        asAlice(message("9999", "text/plain"), "x", Expected.code(404));
        asAlice(message("3002", "text/plain"), "x", Expected.code(403));
    }

    @Test
    void what_cannot_go_on_483_what_loops_482_what_is_in_no_dialog_481() {
        asAlice(message("3001", "text/plain", "Max-Forwards: 0"), "x", Expected.code(483));
        asAlice(message("3001", "text/plain", "X-Parley: 1"), "x", Expected.code(482));
        asAlice(
                message("3001", "text/plain").replace("To: <sip:3001@127.0.0.1>", "To: <sip:3001@127.0.0.1>;tag=x"),
                "x",
                Expected.code(481));
        assertBobReadsNothing();
    }

    @Test
    void what_has_got_too_old_202_and_nobody_reads_it() {
        asAlice(
                message("3001", "text/plain", "Date: Tue, 24 Nov 2020 12:00:00 GMT", "Expires: 10"),
                "old",
                Expected.code(202));
        assertBobReadsNothing();
    }

    @Test
    void an_extension_that_is_required_and_not_there_420() {
        asAlice(
                message("3001", "text/plain", "Require: recipient-list-message"),
                "x",
                Expected.code(420).with("Unsupported: recipient-list-message"));
    }
}
