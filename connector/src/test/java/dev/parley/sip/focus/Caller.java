package dev.parley.sip.focus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A phone's side of one call. */
public final class Caller {
    private final String room;
    private final String callId = Ua.id();
    private final String tag = Ua.id();
    private Ua ua;
    private int number = 1;
    private String remoteTag = "";
    private String target;
    private String branch = "";
    private String invite = "";

    public Caller(Ua ua, String room) {
        this.ua = ua;
        this.room = "sip:" + room + "@conf.example";
        this.target = this.room;
    }

    public String callId() {
        return callId;
    }

    public Ua ua() {
        return ua;
    }

    /** Goes on from another socket. */
    void over(Ua other) {
        ua = other;
    }

    public long number() {
        return number - 1;
    }

    /** INVITE with an offer, and more header lines. */
    public void invite(String more) throws IOException {
        invite(more, Ua.SDP);
    }

    public void invite(String more, String sdp) throws IOException {
        request("INVITE", ua.contactLine() + more, "application/sdp", sdp);
    }

    public void request(String method, String more, String type, String body) throws IOException {
        request(method, number++, more, type, body);
    }

    public void request(String method, int cseq, String more, String type, String body) throws IOException {
        branch = "z9hG4bK" + Ua.id();
        send(method, cseq, more, type, body);
    }

    private void send(String method, int cseq, String more, String type, String body) throws IOException {
        String request = method + " " + target + " SIP/2.0\r\n"
                + "Via: SIP/2.0/" + ua.transport() + " 127.0.0.1:" + ua.port() + ";branch=" + branch + ";rport\r\n"
                + (more.contains("Max-Forwards") ? "" : "Max-Forwards: 70\r\n")
                + "From: \"" + ua.user() + "\" <sip:" + ua.user() + "@pbx.example>;tag=" + tag + "\r\n"
                + "To: <" + room + ">" + (remoteTag.isEmpty() ? "" : ";tag=" + remoteTag) + "\r\n"
                + "Call-ID: " + callId + "\r\n"
                + "CSeq: " + cseq + " " + method + "\r\n"
                + more
                + (body.isEmpty() ? "" : "Content-Type: " + type + "\r\n")
                + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
        if (method.equals("INVITE") && remoteTag.isEmpty()) {
            invite = request;
        }
        ua.send(request);
    }

    /** Goes on as if there were a dialog with this tag. */
    public void inDialog(String tag) {
        remoteTag = tag;
    }

    /** Goes on in the dialog that this answer names. */
    public void enter(Packet answer) {
        remoteTag = answer.tag("To");
        target = answer.address("Contact");
    }

    public void ack(Packet ok, String sdp) throws IOException {
        enter(ok);
        String kept = branch;
        branch = "z9hG4bK" + Ua.id();
        send("ACK", (int) ok.number(), "", "application/sdp", sdp);
        branch = kept;
    }

    /** ACK of a refusal: the same branch. */
    public void ackRefusal() throws IOException {
        send("ACK", number - 1, "", "", "");
    }

    /** CANCEL of the last request: the same branch and number. */
    public void cancel() throws IOException {
        send("CANCEL", number - 1, "", "", "");
    }

    /** The last INVITE of a new call once more, as a phone does that hears nothing. */
    public void repeatInvite() throws IOException {
        ua.send(invite);
    }
}
