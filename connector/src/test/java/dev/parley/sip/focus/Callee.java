package dev.parley.sip.focus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A PBX's side of one call. */
public final class Callee {
    private final Ua ua;
    private final Packet invite;
    private final String tag;
    private int number = 100;

    private Callee(Ua ua, Packet invite, String tag) {
        this.ua = ua;
        this.invite = invite;
        this.tag = tag;
    }

    public static Callee called(Ua ua) throws IOException {
        return new Callee(ua, ua.awaitRequest("INVITE"), Ua.id());
    }

    /** Another branch of the same INVITE, as behind a proxy that forks. */
    public Callee branch() {
        return new Callee(ua, invite, Ua.id());
    }

    public String tag() {
        return tag;
    }

    public Packet invite() {
        return invite;
    }

    public void answer(int code, String more, String sdp) throws IOException {
        ua.answer(invite, code, tag, ua.contactLine() + more, sdp);
    }

    /** Answers with a 2xx until there is an ACK of it: the one before was lost, or there was none yet. */
    public Packet answerUntilAcknowledged(String sdp) throws IOException {
        return ua.until(
                "ACK", packet -> packet.isRequest("ACK") && packet.tag("To").equals(tag), () -> answer(200, "", sdp));
    }

    public void request(String method, String more, String type, String body) throws IOException {
        request(method, number++, more, type, body);
    }

    public void request(String method, int cseq, String more, String type, String body) throws IOException {
        ua.send(method + " " + invite.address("Contact") + " SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP 127.0.0.1:" + ua.port() + ";branch=z9hG4bK" + Ua.id() + ";rport\r\n"
                + "Max-Forwards: 70\r\n"
                + "From: " + invite.header("To") + ";tag=" + tag + "\r\n"
                + "To: " + invite.header("From") + "\r\n"
                + "Call-ID: " + invite.header("Call-ID") + "\r\n"
                + "CSeq: " + cseq + " " + method + "\r\n"
                + more
                + (body.isEmpty() ? "" : "Content-Type: " + type + "\r\n")
                + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
    }

    public void ack(Packet ok, String sdp) throws IOException {
        request("ACK", (int) ok.number(), "", "application/sdp", sdp);
    }
}
