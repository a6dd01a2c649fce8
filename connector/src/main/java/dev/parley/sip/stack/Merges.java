package dev.parley.sip.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sip.header.CSeqHeader;
import javax.sip.header.CallIdHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.ToHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;

/** Notices a request that came over two ways: same From tag, Call-ID and CSeq, another branch (RFC 3261 §8.2.2.2). */
final class Merges {
    /** Timer J: for so long a server transaction knows its request. */
    private static final Duration REMEMBERED = Duration.ofSeconds(32);

    private static final int MOST = 20_000;

    private record Key(String fromTag, String callId, long cseq, String method) {}

    private record Seen(String branch, Instant at) {}

    private final Map<Key, Seen> seen = new LinkedHashMap<>();

    synchronized boolean isSecondWay(Request request, Instant now) {
        if (((ToHeader) request.getHeader(ToHeader.NAME)).getTag() != null) {
            return false;
        }
        forget(now);
        Seen first = seen.putIfAbsent(key(request), new Seen(branch(request), now));
        return first != null && !first.branch().equals(branch(request));
    }

    private void forget(Instant now) {
        var oldest = seen.values().iterator();
        while (oldest.hasNext() && (oldest.next().at().isBefore(now.minus(REMEMBERED)) || seen.size() >= MOST)) {
            oldest.remove();
        }
    }

    private static Key key(Request request) {
        String tag = ((FromHeader) request.getHeader(FromHeader.NAME)).getTag();
        CSeqHeader cseq = (CSeqHeader) request.getHeader(CSeqHeader.NAME);
        return new Key(
                tag == null ? "" : tag,
                ((CallIdHeader) request.getHeader(CallIdHeader.NAME)).getCallId(),
                cseq.getSeqNumber(),
                cseq.getMethod());
    }

    private static String branch(Request request) {
        String branch = ((ViaHeader) request.getHeader(ViaHeader.NAME)).getBranch();
        return branch == null ? "" : branch;
    }
}
