package dev.parley.sip.focus.control;

import dev.parley.sip.notifier.NotifyAnswer;
import dev.parley.sip.stack.Reply;
import dev.parley.sip.stack.Sip;
import gov.nist.javax.sip.message.SIPResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** The subscription that an accepted REFER begins: tells its sender what comes of it (RFC 3515 §2.4.4). Blocks. Thread-safe. */
final class Progress {
    /** RFC 3515 §2.4.7: no more than one each second. */
    private static final Duration PACE = Duration.ofSeconds(1);

    private static final String TYPE = "message/sipfrag;version=2.0";

    private final Line line;
    private final String eventId;
    private final Sip sip;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private Instant expires;
    private Instant next = Instant.EPOCH;
    private int known = 100;
    private boolean over;

    /**
     * @param eventId empty for the first REFER of a dialog, else its CSeq (RFC 3515 §2.4.6)
     * @param span until the subscription is over unless it is refreshed
     */
    Progress(Line line, String eventId, Duration span, Sip sip, Clock clock) {
        this.line = line;
        this.eventId = eventId;
        this.sip = sip;
        this.clock = clock;
        this.expires = clock.instant().plus(span);
    }

    /** Nothing is known yet but that it is tried. */
    void begin() {
        tell("");
    }

    /** @param code what became of it, 200 to 699 */
    void end(int code) {
        lock.lock();
        try {
            known = code;
            tell("noresource");
        } finally {
            lock.unlock();
        }
    }

    void refresh(Duration span) {
        lock.lock();
        try {
            expires = clock.instant().plus(span);
            tell("");
        } finally {
            lock.unlock();
        }
    }

    /** Its sender does not want to hear more. */
    void cancel() {
        tell("timeout");
    }

    /** @param last why nothing more follows; empty if more does */
    private void tell(String last) {
        lock.lock();
        try {
            if (over || !isPaced()) {
                return;
            }
            over = !last.isEmpty();
            Optional<Reply> reply = line.notify(notify -> {
                notify.setHeader(sip.header("Event", "refer" + (eventId.isEmpty() ? "" : ";id=" + eventId)));
                notify.setHeader(sip.header("Subscription-State", over ? "terminated;reason=" + last : active()));
                sip.body(notify, TYPE, fragment());
            });
            over = over || reply.isEmpty() || isEnd(reply.get());
        } finally {
            lock.unlock();
        }
    }

    private boolean isPaced() {
        try {
            long pause = Duration.between(clock.instant(), next).toMillis();
            TimeUnit.MILLISECONDS.sleep(Math.clamp(pause, 0, PACE.toMillis()));
            next = clock.instant().plus(PACE);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String active() {
        return "active;expires="
                + Math.max(1, Duration.between(clock.instant(), expires).toSeconds());
    }

    /** The status line and no more: headers of the other side are nothing to whoever refers (RFC 3515 §5.3). */
    private byte[] fragment() {
        return ("SIP/2.0 " + known + " " + SIPResponse.getReasonPhrase(known) + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isEnd(Reply reply) {
        return switch (reply) {
            case Reply.Final answer -> NotifyAnswer.ENDING.contains(answer.code());
            case Reply.Timeout none -> true;
            case Reply.Unsendable none -> true;
        };
    }
}
