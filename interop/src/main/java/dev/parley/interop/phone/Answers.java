package dev.parley.interop.phone;

import dev.parley.interop.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What a phone answers to the requests that reach it. Runs on the phone's reading thread, but where it is said. */
final class Answers {
    private static final int REMEMBERED = 512;

    private final TestPhone phone;
    private final Map<String, Optional<SipMessage>> given = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<SipMessage>> eldest) {
            return size() > REMEMBERED;
        }
    };
    /** By the branch of their INVITE. */
    private final Map<String, Ringing> ringing = new ConcurrentHashMap<>();

    private volatile TextAnswer toTexts = TextAnswer.ok();
    private volatile int toCalls = 200;
    private volatile TextAnswer toSubscriptions = new TextAnswer.Code(501, "Not Implemented");

    private record Ringing(SipMessage invite, String local) {}

    Answers(TestPhone phone) {
        this.phone = phone;
    }

    void toTexts(TextAnswer answer) {
        toTexts = answer;
    }

    void toCalls(int code) {
        toCalls = code;
    }

    void toSubscriptions(TextAnswer answer) {
        toSubscriptions = answer;
    }

    /** A repetition gets the first answer again and is not seen a second time. */
    void answer(SipMessage request) {
        if (request.method().equals("ACK")) {
            return;
        }
        String key = request.branch() + " " + request.method();
        Optional<SipMessage> answer = given.containsKey(key) ? given.get(key) : first(request);
        given.put(key, answer);
        answer.ifPresent(phone::send);
    }

    private Optional<SipMessage> first(SipMessage request) {
        Optional<Call> call = phone.callOf(request);
        call.ifPresent(known -> known.received(request));
        boolean inDialog = request.tag("To").isPresent();
        return switch (request.method()) {
            case "MESSAGE" -> text(request, inDialog);
            case "INVITE" ->
                call.map(known -> withSdp(request.response(200, "OK"), known)).or(() -> newCall(request));
            case "UPDATE" ->
                Optional.of(call.map(known -> updated(request, known))
                        .orElseGet(() -> request.response(481, "Call Does Not Exist")));
            case "SUBSCRIBE" ->
                switch (toSubscriptions) {
                    case TextAnswer.Code answer -> Optional.of(subscription(request, inDialog, answer));
                    case TextAnswer.Silence silence -> Optional.empty();
                };
            case "BYE", "NOTIFY" ->
                Optional.of(
                        call.isPresent() || phone.hasSubscribed(request.callId())
                                ? request.response(200, "OK")
                                : request.response(481, "Call Does Not Exist"));
            case "CANCEL" -> {
                phone.send(request.response(200, "OK"));
                Optional.ofNullable(ringing.remove(request.branch()))
                        .ifPresent(rung -> phone.send(rung.invite()
                                .response(487, "Request Terminated")
                                .replacing("To", rung.local())));
                yield Optional.empty();
            }
            case "OPTIONS", "INFO" ->
                Optional.of(request.response(200, "OK")
                        .with("Allow", phone.options().allow()));
            default -> Optional.of(request.response(501, "Not Implemented"));
        };
    }

    private Optional<SipMessage> text(SipMessage request, boolean inDialog) {
        phone.heard(new ReceivedText(Instant.now(), inDialog, request));
        return switch (toTexts) {
            case TextAnswer.Code answer -> Optional.of(request.response(answer.code(), answer.reason()));
            case TextAnswer.Silence silence -> Optional.empty();
        };
    }

    private SipMessage updated(SipMessage update, Call call) {
        SipMessage ok = update.response(200, "OK");
        return update.body().length == 0 ? ok.with("Contact", "<" + phone.contact() + ">") : withSdp(ok, call);
    }

    private Optional<SipMessage> newCall(SipMessage invite) {
        String local = invite.header("To").orElseThrow() + ";tag=" + Ids.fresh();
        if (toCalls == 0) {
            return Optional.empty();
        }
        if (toCalls < 200) {
            ringing.put(invite.branch(), new Ringing(invite, local));
        }
        if (toCalls != 200) {
            return Optional.of(invite.response(toCalls, "No").replacing("To", local));
        }
        return Optional.of(taken(invite, local));
    }

    private SipMessage taken(SipMessage invite, String local) {
        Call call = Call.incoming(phone, invite, local);
        phone.took(call);
        return withSdp(invite.response(200, "OK").replacing("To", local), call);
    }

    /** Takes the calls that ring, as soon as one does. On any thread. */
    void pickUp(Duration atMost) {
        if (Await.answer(atMost, () -> ringing.keySet().stream().findAny()).isEmpty()) {
            throw new IllegalStateException("nothing rings at " + phone.user());
        }
        for (String branch : ringing.keySet()) {
            Optional.ofNullable(ringing.remove(branch))
                    .ifPresent(call -> phone.send(taken(call.invite(), call.local())));
        }
    }

    private SipMessage subscription(SipMessage subscribe, boolean inDialog, TextAnswer.Code told) {
        String known = subscribe.header("To").orElseThrow();
        String local = inDialog ? known : known + ";tag=" + Ids.fresh();
        SipMessage answer = subscribe.response(told.code(), told.reason()).replacing("To", local);
        if (told.code() != 200) {
            return answer;
        }
        if (!inDialog) {
            phone.took(new Watcher(phone, subscribe, local));
        }
        return answer.with("Contact", "<" + phone.contact() + ">")
                .with("Expires", subscribe.header("Expires").orElse("3600"));
    }

    private SipMessage withSdp(SipMessage ok, Call call) {
        return ok.with("Contact", "<" + phone.contact() + ">")
                .with("Allow", phone.options().allow())
                .with("User-Agent", phone.options().userAgent())
                .withBody(Sdp.TYPE, call.answerSdp());
    }
}
