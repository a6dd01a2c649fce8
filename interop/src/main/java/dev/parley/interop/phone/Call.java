package dev.parley.interop.phone;

import dev.parley.interop.Seen;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** One leg of a phone, from the 200 OK to the BYE. */
public final class Call {
    private final TestPhone phone;
    private final String callId;
    private final String local;
    private final String remote;
    private final String target;
    private final AtomicInteger cseq;
    private final AtomicInteger sdpVersion = new AtomicInteger(1);
    private final Seen<SipMessage> ended = new Seen<>();
    private final Seen<SipMessage> notified = new Seen<>();

    private Call(TestPhone phone, SipMessage any, String local, String remote, int cseq) {
        this.phone = phone;
        this.callId = any.callId();
        this.local = local;
        this.remote = remote;
        this.target = any.header("Contact").map(Call::uri).orElseThrow();
        this.cseq = new AtomicInteger(cseq);
    }

    static Call outgoing(TestPhone phone, SipMessage ok) {
        return new Call(
                phone, ok, ok.header("From").orElseThrow(), ok.header("To").orElseThrow(), ok.cseq());
    }

    static Call incoming(TestPhone phone, SipMessage invite, String localWithTag) {
        return new Call(phone, invite, localWithTag, invite.header("From").orElseThrow(), 0);
    }

    public String callId() {
        return callId;
    }

    /** Our tag, for Replaces. */
    public String localTag() {
        return SipMessage.tagOf(local).orElseThrow();
    }

    public String remoteTag() {
        return SipMessage.tagOf(remote).orElseThrow();
    }

    /** Where the requests of this call go: the Contact of the PBX. */
    public String target() {
        return target;
    }

    public SipMessage hold() {
        return reInvite(Sdp.SENDONLY);
    }

    public SipMessage unhold() {
        return reInvite(Sdp.SENDRECV);
    }

    /** A text inside the call. Returns the final response. */
    public SipMessage sendMessage(OutgoingText text) {
        SipMessage request = request("MESSAGE", cseq.incrementAndGet()).withAll(text.extra());
        return phone.transact(request.withBody(text.contentType(), text.body()));
    }

    public SipMessage sendMessage(String body) {
        return sendMessage(OutgoingText.plain(body));
    }

    /** Attended transfer: whoever is at the other end of this call takes our place in the other one. */
    public SipMessage transferTo(Call other) {
        String replaces = URLEncoder.encode(
                other.callId + ";to-tag=" + other.remoteTag() + ";from-tag=" + other.localTag(),
                StandardCharsets.UTF_8);
        String uri = uri(other.remote);
        return phone.transact(request("REFER", cseq.incrementAndGet())
                .with("Refer-To", "<" + uri + "?Replaces=" + replaces + ">")
                .with("Referred-By", "<" + uri(local) + ">"));
    }

    public void hangUp() {
        if (!isEnded()) {
            SipMessage bye = request("BYE", cseq.incrementAndGet());
            ended.add(bye);
            phone.transact(bye);
        }
        phone.forget(this);
    }

    public boolean isEnded() {
        return !ended.all().isEmpty();
    }

    /** True when one of the two sides has hung up. */
    public boolean awaitEnd(Duration atMost) {
        return ended.await(bye -> true, atMost).isPresent();
    }

    /** The NOTIFY requests that came inside this call, for example about a transfer. */
    public Seen<SipMessage> notified() {
        return notified;
    }

    void ack(int cseqOfInvite) {
        phone.send(request("ACK", cseqOfInvite));
    }

    void received(SipMessage request) {
        switch (request.method()) {
            case "BYE" -> {
                ended.add(request);
                phone.forget(this);
            }
            case "NOTIFY" -> notified.add(request);
            default -> {}
        }
    }

    byte[] answerSdp() {
        return Sdp.SENDRECV.body(sdpVersion.incrementAndGet());
    }

    private SipMessage reInvite(Sdp direction) {
        SipMessage invite = request("INVITE", cseq.incrementAndGet())
                .withBody(Sdp.TYPE, direction.body(sdpVersion.incrementAndGet()));
        SipMessage response = phone.transact(invite);
        if (response.status() < 300) {
            ack(response.cseq());
        }
        return response;
    }

    private SipMessage request(String method, int number) {
        return phone.drafts().addressed(SipMessage.request(method, target), local, remote, callId, number);
    }

    private static String uri(String header) {
        int open = header.lastIndexOf('<');
        return open < 0 ? header.split(";", 2)[0] : header.substring(open + 1, header.indexOf('>', open));
    }
}
