package dev.parley.sip.stack;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.MessageParser;
import gov.nist.javax.sip.parser.MessageParserFactory;
import gov.nist.javax.sip.parser.ParseExceptionListener;
import gov.nist.javax.sip.parser.StringMsgParser;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.text.ParseException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * jain-sip's parser with some habits mended (1.3.0-91). It answers what it cannot parse by a 400 that is longer than the
 * request and repeats it, to a source nobody has verified: here such a thing gets no answer. Of a header that may stand once
 * it keeps the first and forgets the others, and it takes every version of SIP for 2.0: here {@link #defects} remembers.
 */
final class CarefulParser extends StringMsgParser {
    /** RFC 3261 §7.3.1 and §20, RFC 3515 §2.4.2, RFC 3891 §3, RFC 3911 §4; the compact forms of §7.3.3 count as the same. */
    private static final Set<String> ONCE = Set.of(
            "from",
            "f",
            "to",
            "t",
            "call-id",
            "i",
            "cseq",
            "max-forwards",
            "content-length",
            "l",
            "content-type",
            "c",
            "event",
            "o",
            "expires",
            "refer-to",
            "r",
            "replaces",
            "join",
            "subscription-state");

    private static final String VERSION = "SIP/2.0";

    private final Set<String> names = new HashSet<>();
    private final Set<Defect> defects = EnumSet.noneOf(Defect.class);
    /** Of a stream: where the next message begins is not known any more. */
    private boolean lost;

    /** What is wrong with a message that could be parsed all the same. */
    enum Defect {
        /** A header that may stand once stands there twice (RFC 4475 §3.3.8, §3.3.9). */
        REPEATED_HEADER,
        /** Not SIP/2.0 (RFC 4475 §3.1.2.16). */
        OTHER_VERSION
    }

    /** Made by the stack, by name. */
    public static final class Factory implements MessageParserFactory {
        @Override
        public MessageParser createMessageParser(SIPTransactionStack stack) {
            return new CarefulParser();
        }
    }

    static Set<Defect> defects(SIPMessage message) {
        return message.getApplicationData() instanceof Found found ? found.defects() : Set.of();
    }

    private record Found(Set<Defect> defects) {}

    /**
     * Called by one thread at a time: each channel of the stack has a parser of its own. Only that of a datagram is asked for
     * the body. After what cannot be read on a stream nothing on it is believed: the body of such a message could be written
     * so that it reads as the next one.
     */
    @Override
    @SuppressWarnings("NullAway") // jain-sip takes null for "this is no message"
    public SIPMessage parseSIPMessage(
            byte[] bytes, boolean isDatagram, boolean strict, ParseExceptionListener listener) {
        SIPMessage message = lost ? null : parsed(bytes, isDatagram, strict, listener);
        if (isDatagram) {
            return message;
        }
        // Content-Length is a must on a stream (RFC 3261 §18.3).
        lost = message == null || message.getContentLength() == null;
        return lost ? null : message;
    }

    @SuppressWarnings("NullAway")
    private SIPMessage parsed(byte[] bytes, boolean isDatagram, boolean strict, ParseExceptionListener listener) {
        names.clear();
        defects.clear();
        try {
            SIPMessage message = super.parseSIPMessage(bytes, isDatagram, strict, listener);
            if (message != null && !defects.isEmpty()) {
                message.setApplicationData(new Found(Set.copyOf(defects)));
            }
            return message;
        } catch (ParseException | RuntimeException e) {
            return null;
        }
    }

    @Override
    protected SIPMessage processFirstLine(String line, ParseExceptionListener listener, byte[] raw)
            throws ParseException {
        if (!line.startsWith("SIP/") && !line.stripTrailing().endsWith(" " + VERSION)) {
            defects.add(Defect.OTHER_VERSION);
        }
        return super.processFirstLine(line, listener, raw);
    }

    @Override
    protected void processHeader(String header, SIPMessage message, ParseExceptionListener listener, byte[] raw)
            throws ParseException {
        int colon = header.indexOf(':');
        String name = colon < 0 ? "" : header.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        if (ONCE.contains(name) && !names.add(full(name))) {
            defects.add(Defect.REPEATED_HEADER);
        }
        super.processHeader(header, message, listener, raw);
    }

    private static String full(String name) {
        return switch (name) {
            case "f" -> "from";
            case "t" -> "to";
            case "i" -> "call-id";
            case "l" -> "content-length";
            case "c" -> "content-type";
            case "o" -> "event";
            case "r" -> "refer-to";
            default -> name;
        };
    }
}
