package dev.parley.interop.bench;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;

/**
 * What sipp's trace of short messages says of its calls. It is read in the place of {@code -trace_rtt}, since sipp 3.6.1
 * writes response times in whole milliseconds, and its messages with microseconds.
 */
final class SippTrace {
    private static final int TIME = 2;
    private static final int DIRECTION = 3;
    private static final int CALL_ID = 4;
    private static final int CSEQ = 5;
    private static final int FIRST_LINE = 6;

    private final Map<String, Long> begun = new HashMap<>();
    private final Set<String> up = new HashSet<>();
    private final Set<String> ended = new HashSet<>();
    private final Histogram setUp = new Histogram(3);
    private long first = Long.MAX_VALUE;
    private long last;

    /** @param lines date, time, seconds since 1970, S or R, Call-ID, CSeq and first line of each message, between tabs */
    SippTrace(List<String> lines) {
        lines.stream()
                .map(line -> line.split("\t", -1))
                .filter(fields -> fields.length > FIRST_LINE)
                .forEach(this::read);
    }

    private void read(String[] fields) {
        long micros = Long.parseLong(fields[TIME].replace(".", ""));
        String call = fields[CALL_ID];
        if (fields[DIRECTION].equals("S") && fields[FIRST_LINE].startsWith("INVITE ")) {
            begun.putIfAbsent(call, micros);
            first = Math.min(first, micros);
        } else if (fields[DIRECTION].equals("R") && fields[FIRST_LINE].startsWith("SIP/2.0 200")) {
            accepted(call, fields[CSEQ], micros);
        }
    }

    private void accepted(String call, String cseq, long micros) {
        if (cseq.endsWith("INVITE") && up.add(call)) {
            setUp.recordValue(Math.max(micros - begun.getOrDefault(call, micros), 0));
        } else if (cseq.endsWith("BYE") && ended.add(call)) {
            last = Math.max(last, micros);
        }
    }

    /** Calls that were set up and torn down. */
    int calls() {
        return ended.size();
    }

    /** Those a second, from the first INVITE to the last answer to a BYE. */
    double rate() {
        return last > first ? ended.size() * 1e6 / (last - first) : 0;
    }

    /** Microseconds from the first INVITE of each call to its 200. */
    Histogram setUp() {
        return setUp;
    }
}
