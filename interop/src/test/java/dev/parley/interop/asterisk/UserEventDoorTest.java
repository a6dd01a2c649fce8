package dev.parley.interop.asterisk;

import static dev.parley.interop.asterisk.Lab.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.ami.AmiFrame;
import dev.parley.interop.ami.RawAmi;
import dev.parley.interop.phone.OutgoingText;
import dev.parley.interop.phone.SipMessage;
import dev.parley.interop.phone.TestPhone;
import dev.parley.interop.phone.Transport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the shipped dialplan tells over AMI about a text to a room. */
class UserEventDoorTest extends OnEachRelease {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello room",
                "Grüße, 世界 👋",
                "one line\r\nand\ttwo",
                "${EXTEN} $[1+1] ${SHELL(id)} \"quoted\" 'single' \\n ; | & , )} %s",
                "a smiley :) and then: this, :-)) and (that)",
                ")))))))):1:1",
                ""
            })
    void a_text_arrives_as_it_was_written(String body) {
        assertThat(told("alice", OutgoingText.plain(body)).body()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 765, 766, 767, 1000, 1022, 1023})
    void a_text_up_to_1023_bytes_arrives_whole(int length) {
        String body = ")".repeat(length - 1) + ":";
        assertThat(told("alice", OutgoingText.plain(body)).body()).isEqualTo(body);
    }

    @Test
    void a_text_of_1024_bytes_is_lost_and_its_length_shows_it() {
        TextRecord told = told("alice", OutgoingText.plain("x".repeat(1024)));
        assertThat(told.body()).isEmpty();
        assertThat(told.length()).isEqualTo("1024");
    }

    @Test
    void every_fact_is_there() {
        TestPhone alice = lab().phone(lab().options("alice").withUserAgent("Phone (a) :b, " + "c".repeat(200)));
        TextRecord told = toldBy(
                alice,
                OutgoingText.plain("hi")
                        .withCallId("id,Room: 4999)@h:1")
                        .withHeader("X-Parley", "mark, 1")
                        .withHeader("Auto-Submitted", "auto-generated"));
        assertThat(told.room()).isEqualTo("3001");
        assertThat(told.callId()).isEqualTo("id,Room: 4999)@h:1");
        assertThat(told.cseq()).isEqualTo("1 MESSAGE");
        assertThat(told.from()).contains("<sip:alice@127.0.0.1");
        assertThat(told.type()).isEqualTo("text/plain");
        assertThat(told.length()).isEqualTo("2");
        assertThat(told.transport()).isEqualTo("udp");
        assertThat(told.source()).isEqualTo("127.0.0.1:" + alice.port());
        assertThat(told.auth()).isEmpty();
        assertThat(told.mark()).isEqualTo("mark, 1");
        assertThat(told.auto()).isEqualTo("auto-generated");
        assertThat(told.agent()).hasSize(120).startsWith("Phone (a) :b, ccc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", ")"})
    void the_longest_headers_and_the_longest_body_go_through_together(String filling) {
        String body = filling.repeat(1022) + ":";
        String header = filling.repeat(450) + ":1:1";
        TextRecord told = told(
                "alice",
                OutgoingText.plain(body)
                        .withFrom("\"" + header + "\" <sip:alice@127.0.0.1>")
                        .withCallId(header)
                        .withHeader("X-Parley", header)
                        .withHeader("Auto-Submitted", header)
                        .withHeader("User-Agent", header));
        assertThat(told.body()).isEqualTo(body);
        assertThat(told.from()).contains(header, "<sip:alice@127.0.0.1>");
        assertThat(List.of(told.callId(), told.mark(), told.auto())).containsOnly(header);
    }

    @Test
    void a_text_over_tcp_says_so() {
        TestPhone alice = lab().phone(lab().options("alice").withTransport(Transport.TCP));
        assertThat(toldBy(alice, OutgoingText.plain("hi")).transport()).isEqualTo("tcp");
    }

    @Test
    void the_digest_of_a_phone_with_a_password_arrives_with_its_commas_and_quotes() {
        TestPhone erin = lab().phone(lab().options("erin").withPassword("erinsecret"));
        assertThat(toldBy(erin, OutgoingText.plain("hi")).auth())
                .startsWith("Digest username=\"erin\", realm=\"asterisk\", nonce=\"")
                .contains("qop=auth");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"a, b: c\" <sip:alice@127.0.0.1>",
                "\":) ): <sip:bob@127.0.0.1>\" <sip:alice@127.0.0.1>",
                "\"${EXTEN} $[1+1] | ; \\\\ '\" <sip:alice@127.0.0.1>"
            })
    void a_hostile_name_arrives_as_it_was_written(String from) {
        assertThat(told("alice", OutgoingText.plain("hi").withFrom(from)).from())
                .startsWith(from);
    }

    @Test
    void a_second_from_header_does_not_make_another_sender_where_asterisk_shows_the_first() {
        TestPhone alice = lab().phone("alice");
        TextRecord told = toldBy(
                alice, OutgoingText.plain("hi").withHeader("From", "<sip:erin@127.0.0.1>;tag=2;x=\"<sip:alice@h>\""));
        // 16.28 hides the checked header: the connector has to know that From proves nothing there.
        assertThat(told.from()).startsWith(release == Release.SID ? "<sip:alice@" : "<sip:erin@");
    }

    @Test
    void the_ring_holds_what_the_event_told() {
        TestPhone alice = lab().phone("alice");
        try (RawAmi parley = lab().server().parley()) {
            alice.sendMessage("3001", OutgoingText.plain("ü".repeat(511)).withFrom("\"|,:)\" <sip:alice@127.0.0.1>"));
            AmiFrame event = parley.awaitEvent("UserEvent", text -> text.isUserEvent("ParleyText"));
            int seq = Integer.parseInt(event.header("Seq").orElseThrow());
            assertThat(parley.getvar("", "PARLEY_SEQ")).isEqualTo(Integer.toString(seq));
            var fields = new ArrayList<String>();
            for (int field = 1; field <= 15; field++) {
                fields.add(parley.getvar("", "CUT(PARLEY_TEXT_" + seq % 32 + ",|," + field + ")"));
            }
            assertThat(fields.removeFirst()).isEqualTo(Integer.toString(seq));
            String rest = fields.removeLast();
            fields.set(12, fields.get(12) + rest);
            assertThat(TextRecord.of(fields)).isEqualTo(TextRecord.of(event));
        }
    }

    @Test
    void the_ring_goes_round() {
        TestPhone alice = lab().phone("alice");
        try (RawAmi parley = lab().server().parley()) {
            List<Integer> numbers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                alice.sendMessage("3001", "text " + i);
                String body = "text " + i;
                AmiFrame event = parley.awaitEvent(
                        "UserEvent", text -> TextRecord.of(text).body().equals(body));
                numbers.add(Integer.parseInt(event.header("Seq").orElseThrow()));
            }
            assertThat(numbers.getLast() - numbers.getFirst()).isEqualTo(39);
            assertThat(numbers).isSorted().doesNotHaveDuplicates();
        }
    }

    private TextRecord told(String user, OutgoingText text) {
        return toldBy(lab().phone(user), text);
    }

    private TextRecord toldBy(TestPhone phone, OutgoingText text) {
        try (RawAmi parley = lab().server().parley()) {
            SipMessage answer = phone.sendMessage("3001", text);
            assertThat(answer.status()).as(answer.startLine()).isEqualTo(202);
            return parley.await(frame -> frame.isUserEvent("ParleyText"), SOON)
                    .map(TextRecord::of)
                    .orElseThrow(() ->
                            new AssertionError("no event; " + lab().server().logTail(10)));
        }
    }
}
