package dev.parley.interop.phone;

/** Writes the requests of one phone. */
record Drafts(PhoneOptions options, int port) {

    String contact() {
        return options.contact()
                .orElse("sip:" + options.user() + "@127.0.0.1:" + port
                        + options.transport().parameter());
    }

    SipMessage register(String callId, int cseq) {
        String to = "<sip:" + options.user() + "@" + host() + ">";
        return addressed(SipMessage.request("REGISTER", "sip:" + host()), me(), to, callId, cseq);
    }

    SipMessage subscribe(String number, String event, String callId, int cseq) {
        return addressed(SipMessage.request("SUBSCRIBE", uri(number)), me(), "<" + uri(number) + ">", callId, cseq)
                .with("Event", event);
    }

    SipMessage invite(String number) {
        return addressed(SipMessage.request("INVITE", uri(number)), me(), "<" + uri(number) + ">", Ids.fresh(), 1);
    }

    /** The same call once more, where the answer sends it: RFC 3261 §8.1.3.4 wants its ids to stay. */
    SipMessage inviteAgain(String uri, SipMessage redirect) {
        String to = redirect.header("To").orElseThrow().replaceFirst(";tag=.*$", "");
        String from = redirect.header("From").orElseThrow();
        return addressed(SipMessage.request("INVITE", uri), from, to, redirect.callId(), redirect.cseq() + 1);
    }

    /**
     * A text outside of any call: RFC 3428 wants no Contact in it.
     *
     * @param conversation Call-ID and tag of all texts of one phone: Asterisk hands those on in their order, while of
     *     texts with Call-IDs of their own one may overtake another (seen on 16.28 and 22.10)
     */
    SipMessage message(String to, OutgoingText text, String conversation, int cseq) {
        return addressed(
                        SipMessage.request("MESSAGE", uri(to)),
                        text.from().orElse(address()) + ";tag=" + conversation,
                        text.to().orElse("<" + uri(to) + ">"),
                        text.callId().orElse(conversation),
                        text.callId().isPresent() ? 1 : cseq)
                .without("Contact")
                .withAll(text.extra())
                .withBody(text.contentType(), text.body());
    }

    SipMessage addressed(SipMessage request, String from, String to, String callId, int cseq) {
        String via =
                "SIP/2.0/" + options.transport().written() + " 127.0.0.1:" + port + ";rport;branch=" + Ids.branch();
        return request.with("Via", via)
                .with("Max-Forwards", "70")
                .with("From", from)
                .with("To", to)
                .with("Call-ID", callId)
                .with("CSeq", cseq + " " + request.method())
                .with("Contact", "<" + contact() + ">")
                .with("User-Agent", options.userAgent())
                .with("Allow", options.allow());
    }

    /** The ACK of a refused call belongs to the INVITE's own transaction. */
    static SipMessage ackOf(SipMessage invite, SipMessage response) {
        return SipMessage.request("ACK", invite.requestUri())
                .with("Via", invite.header("Via").orElseThrow())
                .with("Max-Forwards", "70")
                .with("From", invite.header("From").orElseThrow())
                .with("To", response.header("To").orElseThrow())
                .with("Call-ID", invite.callId())
                .with("CSeq", invite.cseq() + " ACK");
    }

    private String me() {
        return address() + ";tag=" + Ids.fresh();
    }

    private String address() {
        String name = options.display().isEmpty() ? "" : "\"" + options.display() + "\" ";
        return name + "<" + options.address().orElse("sip:" + options.user() + "@" + host()) + ">";
    }

    private String uri(String to) {
        return to.startsWith("sip:") ? to : "sip:" + to + "@" + host();
    }

    private String host() {
        return options.server().getAddress().getHostAddress() + ":"
                + options.server().getPort();
    }
}
