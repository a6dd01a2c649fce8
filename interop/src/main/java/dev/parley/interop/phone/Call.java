package dev.parley.interop.phone;

import dev.parley.interop.Seen;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** One leg of a phone, from the 200 OK to the BYE. */
public final class Call {
    private final TestPhone phone;
    private final Dialog dialog;
    private final AtomicInteger sdpVersion = new AtomicInteger(1);
    private final Seen<SipMessage> ended = new Seen<>();
    private final Seen<SipMessage> notified = new Seen<>();

    private Call(TestPhone phone, Dialog dialog) {
        this.phone = phone;
        this.dialog = dialog;
    }

    static Call outgoing(TestPhone phone, SipMessage ok) {
        return new Call(phone, Dialog.ofCaller(phone, ok));
    }

    static Call incoming(TestPhone phone, SipMessage invite, String localWithTag) {
        return new Call(phone, Dialog.ofCallee(phone, invite, localWithTag));
    }

    public String callId() {
        return dialog.callId();
    }

    /** Our tag, for Replaces. */
    public String localTag() {
        return SipMessage.tagOf(dialog.local()).orElseThrow();
    }

    public String remoteTag() {
        return SipMessage.tagOf(dialog.remote()).orElseThrow();
    }

    /** Where the requests of this call go: the Contact of the PBX. */
    public String target() {
        return dialog.target();
    }

    public SipMessage hold() {
        return reInvite(Sdp.SENDONLY);
    }

    public SipMessage unhold() {
        return reInvite(Sdp.SENDRECV);
    }

    /** A text inside the call. Returns the final response. */
    public SipMessage sendMessage(OutgoingText text) {
        SipMessage request = dialog.next("MESSAGE").withAll(text.extra());
        return phone.transact(request.withBody(text.contentType(), text.body()));
    }

    public SipMessage sendMessage(String body) {
        return sendMessage(OutgoingText.plain(body));
    }

    /** Attended transfer: whoever is at the other end of this call takes our place in the other one. */
    public SipMessage transferTo(Call other) {
        String replaces = URLEncoder.encode(
                other.callId() + ";to-tag=" + other.remoteTag() + ";from-tag=" + other.localTag(),
                StandardCharsets.UTF_8);
        String uri = Dialog.uri(other.dialog.remote());
        return phone.transact(dialog.next("REFER")
                .with("Refer-To", "<" + uri + "?Replaces=" + replaces + ">")
                .with("Referred-By", "<" + Dialog.uri(dialog.local()) + ">"));
    }

    /** What the Transfer key sends. Returns the final response. */
    public SipMessage refer(String referTo) {
        return phone.transact(dialog.next("REFER").with("Refer-To", referTo));
    }

    public void hangUp() {
        if (!isEnded()) {
            SipMessage bye = dialog.next("BYE");
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
        phone.send(dialog.request("ACK", cseqOfInvite));
    }

    void received(SipMessage request) {
        switch (request.method()) {
            case "BYE" -> {
                ended.add(request);
                phone.forget(this);
            }
            case "NOTIFY" -> notified.add(request);
            case "INVITE", "UPDATE" -> phone.speaksTo(request);
            default -> {}
        }
    }

    byte[] answerSdp() {
        return phone.sdp(Sdp.SENDRECV, sdpVersion.incrementAndGet());
    }

    private SipMessage reInvite(Sdp direction) {
        SipMessage invite =
                dialog.next("INVITE").withBody(Sdp.TYPE, phone.sdp(direction, sdpVersion.incrementAndGet()));
        SipMessage response = phone.transact(invite);
        if (response.status() < 300) {
            phone.speaksTo(response);
            ack(response.cseq());
        }
        return response;
    }
}
