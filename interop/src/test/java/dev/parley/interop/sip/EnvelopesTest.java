package dev.parley.interop.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.ClientProfile;
import dev.parley.chat.ClientProfile.Ability;
import dev.parley.chat.ClientProfiles;
import dev.parley.chat.Route;
import dev.parley.interop.phone.ReceivedText;
import dev.parley.interop.phone.TestPhone;
import dev.parley.interop.phone.TextAnswer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Phones that show message/cpim, in a room of a real Asterisk; Parley writes to them itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnvelopesTest {
    private static final ClientProfile RICH =
            new ClientProfile("rich", Pattern.compile("^Rich"), Route.OUT_OF_DIALOG, true, true, Set.of(Ability.CPIM));
    private static final ClientProfile PLAIN =
            new ClientProfile("plain", Pattern.compile("."), Route.OUT_OF_DIALOG, true, true);

    private Optional<SipChat> running = Optional.empty();

    @BeforeAll
    void start() {
        running = Optional.of(SipChat.with("direct: yes\n", new ClientProfiles(List.of(RICH), PLAIN)));
    }

    @AfterEach
    void everybody_leaves() {
        running.ifPresent(SipChat::everybodyLeaves);
    }

    @AfterAll
    void stop() {
        running.ifPresent(SipChat::close);
    }

    private SipChat chat() {
        return running.orElseThrow();
    }

    private TestPhone rich(String user) {
        return chat().member(chat().options(user).withUserAgent("Rich/1.0"));
    }

    @Test
    void whoever_asks_for_receipts_gets_those_of_all_readers_and_nobody_else_does() {
        TestPhone alice = chat().member("alice");
        TestPhone bob = rich("bob");
        TestPhone carol = rich("carol");

        says(alice, "message/cpim", envelope(alice, "3001", "m-42", "have you read this?"));

        for (TestPhone reader : List.of(bob, carol)) {
            String copy = readEnvelope(reader);
            assertThat(copy)
                    .startsWith("From: \"Alice A\" <sip:alice@" + host() + ">\r\nTo: <sip:3001@" + host() + ">\r\n")
                    .contains("\r\nimdn.Message-ID: m-42\r\n", "\r\nimdn.Disposition-Notification: display\r\n")
                    .endsWith("\r\n\r\nhave you read this?");
            says(reader, "message/cpim", receipt(reader, copy));
        }

        assertThat(alice.awaitTexts(2, SipChat.SOON)).isTrue(); // over UDP no two fit into one message
        for (TestPhone reader : List.of(bob, carol)) {
            String address = "sip:" + reader.user() + "@" + host();
            assertThat(SipChat.bodies(alice))
                    .anySatisfy(receipt -> assertThat(receipt)
                            .startsWith("From: <" + address + ">\r\nTo: <sip:alice@" + host() + ">\r\n")
                            .contains("<message-id>m-42</message-id>", "<displayed/>")
                            .contains("<recipient-uri>" + address + "</recipient-uri>"));
            assertThat(reader.texts()).hasSize(1);
        }
        assertThat(alice.texts())
                .allSatisfy(receipt -> assertThat(receipt.message().toBytes()).hasSizeLessThanOrEqualTo(1300));
    }

    @Test
    void what_is_written_through_the_pbx_comes_in_an_envelope_too_and_asks_for_nothing() {
        TestPhone alice = chat().member("alice");
        TestPhone bob = rich("bob");
        TestPhone carol = chat().member("carol");

        alice.sendMessage("3001", "plain words");

        assertThat(readEnvelope(bob))
                .contains("<sip:alice@")
                .doesNotContain("imdn")
                .endsWith("\r\n\r\nplain words");
        SipChat.awaitBody(carol, "Alice A: plain words");
    }

    @Test
    void a_phone_that_takes_no_envelope_after_all_reads_plain_text_with_the_name() {
        TestPhone alice = chat().member("alice");
        TestPhone bob = rich("bob");
        bob.answersTextsWith(new TextAnswer.Code(415, "Unsupported Media Type"));

        alice.sendMessage("3001", "one");
        SipChat.awaitBody(bob, "Alice A: one");
        bob.answersTextsWith(TextAnswer.ok());
        bob.forgetAll();
        alice.sendMessage("3001", "two");
        SipChat.awaitBody(bob, "Alice A: two");
        assertThat(bob.texts()).hasSize(1);
    }

    @Test
    void what_does_not_fit_in_an_envelope_comes_as_plain_text() {
        TestPhone alice = chat().member("alice");
        TestPhone bob = rich("bob");
        String words = "x".repeat(700);

        alice.sendMessage("3001", words);

        SipChat.awaitBody(bob, "Alice A: " + words);
        assertThat(bob.texts().getFirst().message().toBytes()).hasSizeLessThanOrEqualTo(1300);
    }

    private String host() {
        return "127.0.0.1:" + chat().asterisk().sipPort();
    }

    private static String readEnvelope(TestPhone phone) {
        return phone.awaitText(text -> text.contentType().equals("message/cpim"), SipChat.SOON)
                .map(ReceivedText::body)
                .orElseThrow(() -> new AssertionError(phone.user() + " has read " + SipChat.bodies(phone)));
    }

    private static String envelope(TestPhone from, String to, String id, String words) {
        return """
                From: <sip:%s@127.0.0.1>
                To: <sip:%s@127.0.0.1>
                DateTime: 2026-11-24T12:00:00Z
                NS: imdn <urn:ietf:params:imdn>
                imdn.Message-ID: %s
                imdn.Disposition-Notification: display

                Content-Type: text/plain; charset=utf-8

                %s""".formatted(from.user(), to, id, words).replace("\n", "\r\n");
    }

    /** As RFC 5438 §7.2.1 has it: to the address in From, by the way that the text asks for. */
    private static String receipt(TestPhone reader, String of) {
        return """
                From: <sip:%s@127.0.0.1>
                To: <%s>
                NS: imdn <urn:ietf:params:imdn>
                imdn.Message-ID: %s
                imdn.IMDN-Route: <%s>

                Content-Type: message/imdn+xml
                Content-Disposition: notification

                <imdn xmlns="urn:ietf:params:xml:ns:imdn"><message-id>%s</message-id><datetime>2026-11-24T12:00:05Z\
                </datetime><display-notification><status><displayed/></status></display-notification></imdn>""".formatted(
                        reader.user(),
                        found(of, "From: [^\r]*<([^>]*)>"),
                        UUID.randomUUID(),
                        found(of, "IMDN-Record-Route: <([^>]*)>"),
                        found(of, "Message-ID: ([^\r]*)"))
                .replace("\n", "\r\n");
    }

    private static String found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }

    /** From the port of the phone's call straight to Parley. */
    private void says(TestPhone phone, String type, String body) {
        String id = UUID.randomUUID().toString();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "MESSAGE sip:3001@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" + phone.port()
                + ";branch=z9hG4bK" + id + ";rport\r\nMax-Forwards: 70\r\nFrom: <sip:" + phone.user()
                + "@127.0.0.1>;tag=" + id + "\r\nTo: <sip:3001@127.0.0.1>\r\nCall-ID: " + id + "\r\nCSeq: 1 MESSAGE\r\n"
                + "Content-Type: " + type + "\r\nContent-Length: " + bytes.length + "\r\n\r\n";
        phone.sendRaw((head + body).getBytes(StandardCharsets.UTF_8), chat().sipAddress());
        assertThat(phone.awaitExchange(
                        exchange -> exchange.message().callId().equals(id)
                                && exchange.message().status() == 202,
                        SipChat.SOON))
                .isPresent();
    }
}
