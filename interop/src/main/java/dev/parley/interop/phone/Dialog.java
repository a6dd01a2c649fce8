package dev.parley.interop.phone;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What the requests between two sides that know each other have in common (RFC 3261 §12). */
record Dialog(
        TestPhone phone,
        String callId,
        String local,
        String remote,
        String target,
        List<String> route,
        AtomicInteger cseq) {

    /** Of the side whose request has been answered. */
    static Dialog ofCaller(TestPhone phone, SipMessage ok) {
        return new Dialog(
                phone,
                ok.callId(),
                ok.header("From").orElseThrow(),
                ok.header("To").orElseThrow(),
                ok.header("Contact").map(Dialog::uri).orElseThrow(),
                ok.headers("Record-Route").reversed(),
                new AtomicInteger(ok.cseq()));
    }

    /** Of the side that answers. */
    static Dialog ofCallee(TestPhone phone, SipMessage request, String localWithTag) {
        return new Dialog(
                phone,
                request.callId(),
                localWithTag,
                request.header("From").orElseThrow(),
                request.header("Contact").map(Dialog::uri).orElseThrow(),
                request.headers("Record-Route"),
                new AtomicInteger());
    }

    SipMessage next(String method) {
        return request(method, cseq.incrementAndGet());
    }

    SipMessage request(String method, int number) {
        SipMessage request =
                phone.drafts().addressed(SipMessage.request(method, target), local, remote, callId, number);
        return request.withAll(
                route.stream().map(hop -> new SipMessage.Header("Route", hop)).toList());
    }

    static String uri(String header) {
        int open = header.lastIndexOf('<');
        return open < 0 ? header.split(";", 2)[0] : header.substring(open + 1, header.indexOf('>', open));
    }
}
