package dev.parley.interop.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.interop.ladder.Ladder;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The phone against a socket that plays the PBX. */
class TestPhoneTest {
    private static final Duration SOON = Duration.ofSeconds(3);

    private final DatagramSocket pbx = bound();
    private final TestPhone phone =
            new TestPhone(PhoneOptions.of("alice", (InetSocketAddress) pbx.getLocalSocketAddress())
                    .withPatience(Duration.ofMillis(800)));

    @AfterEach
    void close() {
        phone.close();
        pbx.close();
    }

    @Test
    void a_repeated_message_is_one_text_with_two_equal_answers() throws IOException {
        send(message("z9hG4bK1", "hello"));
        String first = receive();
        send(message("z9hG4bK1", "hello"));
        assertThat(receive()).isEqualTo(first).startsWith("SIP/2.0 200 OK");
        assertThat(phone.texts()).extracting(ReceivedText::body).containsExactly("hello");
    }

    @Test
    void it_can_refuse_texts() throws IOException {
        phone.answersTextsWith(new TextAnswer.Code(405, "Method Not Allowed"));
        send(message("z9hG4bK1", "hello"));
        assertThat(receive()).startsWith("SIP/2.0 405 Method Not Allowed");
    }

    @Test
    void it_can_keep_silent() throws IOException {
        phone.answersTextsWith(new TextAnswer.Silence());
        send(message("z9hG4bK1", "hello"));
        assertThat(phone.awaitText(text -> true, SOON)).isPresent();
        assertThat(phone.exchanges()).hasSize(1);
    }

    @Test
    void a_server_that_does_not_answer_is_an_error_after_repetitions() throws IOException {
        assertThatThrownBy(() -> phone.sendMessage("3001", "hello")).hasMessageContaining("no answer within");
        assertThat(receive()).isEqualTo(receive()).startsWith("MESSAGE sip:3001@");
    }

    @Test
    void the_ladder_shows_the_texts() throws IOException {
        send(message("z9hG4bK1", "Bob: hi\r\nthere"));
        String answer = receive();
        assertThat(answer).startsWith("SIP/2.0 200");
        assertThat(phone.awaitExchange(exchange -> !exchange.isReceived(), SOON))
                .isPresent();
        assertThat(new Ladder("room").add(phone).draw())
                .containsSubsequence("alice", "room", "|<---------|  MESSAGE: Bob: hi / there", "|--------->|  200 OK");
    }

    private static DatagramSocket bound() {
        try {
            var socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            socket.setSoTimeout((int) SOON.toMillis());
            return socket;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String message(String branch, String body) {
        return """
                MESSAGE sip:alice@127.0.0.1 SIP/2.0
                v: SIP/2.0/UDP 127.0.0.1;branch=%s
                f: <sip:3001@127.0.0.1>;tag=1
                t: <sip:alice@127.0.0.1>
                i: one
                CSeq: 1 MESSAGE
                Subject: folded
                 line
                c: text/plain

                """.formatted(branch).replace("\n", "\r\n") + body;
    }

    private void send(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        pbx.send(new DatagramPacket(
                bytes, bytes.length, new InetSocketAddress(InetAddress.getLoopbackAddress(), phone.port())));
    }

    private String receive() throws IOException {
        var packet = new DatagramPacket(new byte[65_536], 65_536);
        pbx.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }
}
