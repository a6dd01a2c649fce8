package dev.parley.interop.bench;

import dev.parley.interop.Await;
import dev.parley.interop.ami.RawAmi;
import dev.parley.interop.asterisk.AsteriskServer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Phones p1 to pN in one room, all on the socket of the sink: registered, in a call without audio. The first one writes. */
final class Crowd {
    static final String ROOM = "3001";
    private static final int TRIES = 20;
    private static final Duration ADMISSION = Duration.ofSeconds(30);
    private static final String SDP =
            "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\na=inactive\r\n";

    private final SipSink sink;
    private final AsteriskServer asterisk;
    private int size;

    Crowd(SipSink sink, AsteriskServer asterisk) {
        this.sink = sink;
        this.asterisk = asterisk;
    }

    int size() {
        return size;
    }

    /** Lets more phones call until so many are in the room, as Asterisk itself lists them. */
    void growTo(int members) throws InterruptedException {
        while (size < members) {
            String user = "p" + (size + 1);
            must(user, "REGISTER", "", "");
            must(user, "INVITE", ROOM + "@", SDP);
            size++;
        }
        // Ends before anything is measured: Asterisk would tell it of every step of the dialplan.
        try (RawAmi lab = asterisk.lab()) {
            boolean complete = Await.answer(
                            ADMISSION, () -> Optional.of(listed(lab)).filter(count -> count == members))
                    .isPresent();
            if (!complete) {
                throw new IllegalStateException("the room never had " + members + " members");
            }
        }
    }

    private static int listed(RawAmi lab) {
        return lab.list("ConfbridgeList", "Conference: " + ROOM).size();
    }

    /** The first phone writes to the room; saying it again is a new transaction of the same text. */
    void say(Deliveries deliveries, int index) {
        String callId = Deliveries.callId(deliveries.number(index));
        sink.send(request("MESSAGE", "p1", ROOM + "@", callId, "text/plain", deliveries.body(index)));
    }

    /** An Asterisk that starts up or is busy refuses now and then. */
    private void must(String user, String method, String target, String body) throws InterruptedException {
        String last = "nothing";
        for (int attempt = 0; attempt < TRIES; attempt++) {
            String callId = method + "-" + user + "-" + attempt + "@bench";
            String request = request(method, user, target, callId, "application/sdp", body);
            try {
                last = sink.ask(callId, request).get(2, TimeUnit.SECONDS);
                if (SipText.status(last) < 300) {
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (TimeoutException e) {
                last = "nothing";
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new IllegalStateException(method + " of " + user + " was answered with " + last);
    }

    private String request(String method, String user, String target, String callId, String type, String body) {
        String uri = "sip:" + target + sink.server();
        String me = "<sip:" + user + "@" + sink.server() + ">";
        return method + " " + uri + " SIP/2.0\r\nVia: " + sink.via() + "\r\nMax-Forwards: 70\r\nFrom: " + me
                + ";tag=" + callId.hashCode() + "\r\nTo: " + (target.isEmpty() ? me : "<" + uri + ">")
                + "\r\nCall-ID: " + callId + "\r\nCSeq: 1 " + method + "\r\n"
                + (method.equals("MESSAGE") ? "" : "Contact: <sip:" + user + "@" + sink.address() + ">\r\n")
                + "User-Agent: sink\r\nAllow: INVITE, ACK, BYE, CANCEL, MESSAGE, OPTIONS\r\n"
                + (body.isEmpty() ? "" : "Content-Type: " + type + "\r\n")
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }
}
