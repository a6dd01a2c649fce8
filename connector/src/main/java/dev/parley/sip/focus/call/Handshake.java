package dev.parley.sip.focus.call;

import dev.parley.sip.stack.Incoming;
import java.time.Duration;
import java.util.OptionalLong;
import javax.sip.header.CSeqHeader;
import javax.sip.message.Message;
import javax.sip.message.Response;

/**
 * A 2xx to an INVITE until its ACK: it is repeated, over any transport, for 64*T1 (RFC 3261 §13.3.1.4).
 *
 * @param invite what it answers
 * @param held the CSeq of the INVITE to the other side that waits for this ACK, since the answer to the other's offer
 *     rides in it
 */
record Handshake(Incoming invite, Response response, OptionalLong held) {
    static final Duration T1 = Duration.ofMillis(500);
    static final Duration T2 = Duration.ofSeconds(4);
    static final Duration PATIENCE = T1.multipliedBy(64);

    boolean isAckedBy(Incoming ack) {
        return number(invite) == number(ack);
    }

    void repeat() {
        invite.answerer().repeat(response);
    }

    static Duration next(Duration delay) {
        Duration twice = delay.multipliedBy(2);
        return twice.compareTo(T2) > 0 ? T2 : twice;
    }

    static long number(Incoming request) {
        return number(request.request());
    }

    static long number(Message message) {
        return ((CSeqHeader) message.getHeader(CSeqHeader.NAME)).getSeqNumber();
    }
}
