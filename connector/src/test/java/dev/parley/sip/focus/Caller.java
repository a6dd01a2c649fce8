package dev.parley.sip.focus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A phone's side of one call. */
final class Caller {
    private final Ua ua;
    private final String room;
    private final String callId = Ua.id();
    private final String tag = Ua.id();
    private int number = 1;
    private String remoteTag = "";
    private String target;
    private String branch = "";

    Caller(Ua ua, String room) {
        this.ua = ua;
        this.room = "sip:" + room + "@conf.example";
        this.target = this.room;
    }

    String callId() {
        return callId;
    }

    Ua ua() {
        return ua;
    }

    /** INVITE with an offer, and more header lines. */
    void invite(String more) throws IOException {
        invite(more, Ua.SDP);
    }

    void invite(String more, String sdp) throws IOException {
        request("INVITE", ua.contactLine() + more, "application/sdp", sdp);
    }

    void request(String method, String more, String type, String body) throws IOException {
        request(method, number++, more, type, body);
    }

    void request(String method, int cseq, String more, String type, String body) throws IOException {
        branch = "z9hG4bK" + Ua.id();
        send(method, cseq, more, type, body);
    }

    private void send(String method, int cseq, String more, String type, String body) throws IOException {
        ua.send(method + " " + target + " SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP 127.0.0.1:" + ua.port() + ";branch=" + branch + ";rport\r\n"
                + (more.contains("Max-Forwards") ? "" : "Max-Forwards: 70\r\n")
                + "From: \"" + ua.user() + "\" <sip:" + ua.user() + "@pbx.example>;tag=" + tag + "\r\n"
                + "To: <" + room + ">" + (remoteTag.isEmpty() ? "" : ";tag=" + remoteTag) + "\r\n"
                + "Call-ID: " + callId + "\r\n"
                + "CSeq: " + cseq + " " + method + "\r\n"
                + more
                + (body.isEmpty() ? "" : "Content-Type: " + type + "\r\n")
                + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
    }

    /** Goes on in the dialog that this answer names. */
    void enter(Packet answer) {
        remoteTag = answer.tag("To");
        target = answer.address("Contact");
    }

    void ack(Packet ok, String sdp) throws IOException {
        enter(ok);
        String kept = branch;
        branch = "z9hG4bK" + Ua.id();
        send("ACK", (int) ok.number(), "", "application/sdp", sdp);
        branch = kept;
    }

    /** CANCEL of the last request: the same branch and number. */
    void cancel() throws IOException {
        send("CANCEL", number - 1, "", "", "");
    }

    /** The last INVITE once more, as a phone does that hears nothing. */
    void repeatInvite() throws IOException {
        send("INVITE", number - 1, ua.contactLine(), "application/sdp", Ua.SDP);
    }
}
