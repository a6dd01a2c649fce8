package dev.parley.interop.control;

import static dev.parley.interop.control.Switchboard.SOON;

import dev.parley.interop.phone.Exchange;
import dev.parley.interop.phone.SipMessage;
import dev.parley.interop.phone.TestPhone;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What phones ask of room 3001 outside of their calls, from where they call, and what they are told.
 *
 * @param focus where it is sent
 * @param host of the room's address
 */
public record Outside(InetSocketAddress focus, String host) {
    /** The answer. */
    public SipMessage asks(TestPhone phone, String method, String callId, String... more) {
        phone.expectsNotifies(callId);
        String request = method + " sip:3001@" + host + " SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" + phone.port()
                + ";branch=z9hG4bK" + UUID.randomUUID() + ";rport\r\nFrom: <sip:" + phone.user()
                + "@pbx.example>;tag=1\r\nTo: <sip:3001@" + host + ">\r\nCall-ID: " + callId + "\r\nCSeq: 1 "
                + method
                + "\r\nMax-Forwards: 70\r\nContact: <" + phone.contact() + ">\r\n" + String.join("\r\n", more)
                + (more.length == 0 ? "" : "\r\n") + "Content-Length: 0\r\n\r\n";
        phone.sendRaw(request.getBytes(StandardCharsets.UTF_8), focus);
        return received(phone, callId, message -> !message.isRequest());
    }

    /** The answer. */
    public SipMessage refers(TestPhone phone, String callId, String referTo) {
        return asks(phone, "REFER", callId, "Refer-To: " + referTo);
    }

    /** The first that fits. */
    public static SipMessage received(TestPhone phone, String callId, Predicate<SipMessage> wanted) {
        return phone.awaitExchange(
                        seen -> seen.isReceived()
                                && seen.message().callId().equals(callId)
                                && wanted.test(seen.message()),
                        SOON)
                .map(Exchange::message)
                .orElseThrow(() -> new AssertionError(phone.exchanges()));
    }

    /** What the last NOTIFY says. */
    public static String outcome(TestPhone phone, String callId) {
        return received(
                        phone,
                        callId,
                        message -> message.header("Subscription-State")
                                .filter(state -> state.startsWith("terminated"))
                                .isPresent())
                .text();
    }
}
