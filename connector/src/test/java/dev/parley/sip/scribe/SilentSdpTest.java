package dev.parley.sip.scribe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SilentSdpTest {
    @Test
    void the_offer_sends_and_takes_nothing() {
        assertThat(text(SilentSdp.offer(3)))
                .startsWith("v=0\r\no=parley 1 3 IN IP4 ")
                .contains("\r\nm=audio 9 RTP/AVP 0 8 9\r\n")
                .endsWith("\r\na=inactive\r\n");
    }

    @Test
    void the_answer_has_a_line_for_each_of_theirs_and_is_silent_too() {
        String offer = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n"
                + "m=audio 31000 RTP/AVP 8 101\r\na=sendrecv\r\nm=video 31002/2 RTP/AVP 96\r\n";
        assertThat(text(SilentSdp.answer(offer.getBytes(StandardCharsets.UTF_8), 4)))
                .endsWith("\r\nm=audio 9 RTP/AVP 8\r\na=inactive\r\nm=video 0 RTP/AVP 96\r\n");
    }

    private static String text(byte[] sdp) {
        return new String(sdp, StandardCharsets.US_ASCII);
    }
}
