package dev.parley.pbx.asterisk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Fetches the texts that Asterisk gave to a connection which broke before they arrived. The shipped dialplan numbers
 * them and remembers the last ones in global variables.
 */
final class Missed {
    /** As many as extensions_parley.conf remembers. */
    private static final int REMEMBERED = 32;

    private static final String COUNTER = "PARLEY_SEQ";
    private static final String MEMORY = "PARLEY_TEXT_";

    private long last = -1;

    /** Whether the text with this number is new; one without a number always is. */
    boolean isNew(String number) {
        long seq = parse(number);
        if (seq < 0) {
            return true;
        }
        if (last >= 0 && seq <= last) {
            return false;
        }
        last = seq;
        return true;
    }

    /**
     * @param globals asks for the value of a global variable
     * @param found is given each missed text in order
     * @return how many texts were missed and are remembered no more; empty if an answer was lost: what was not found by
     *     then is still there to be fetched
     */
    OptionalLong fetch(Function<String, AmiReply> globals, Consumer<MessageRecord> found) {
        try {
            return OptionalLong.of(new Memory(globals).fetch(found));
        } catch (AnswerLost e) {
            return OptionalLong.empty();
        }
    }

    /** What Asterisk remembers, over one connection. */
    private final class Memory {
        private final Function<String, AmiReply> globals;

        Memory(Function<String, AmiReply> globals) {
            this.globals = globals;
        }

        long fetch(Consumer<MessageRecord> found) throws AnswerLost {
            long now = Math.max(0, parse(global(COUNTER)));
            if (last < 0 || now < last) {
                last = now; // the first connection, or Asterisk was restarted and counts from the start again
                return 0;
            }
            long forgotten = Math.max(0, now - last - REMEMBERED);
            for (long seq = Math.max(last + 1, now - REMEMBERED + 1); seq <= now; seq++) {
                Optional<MessageRecord> text = remembered(seq);
                text.ifPresent(found);
                forgotten += text.isPresent() ? 0 : 1;
                last = seq;
            }
            return forgotten;
        }

        /** Field by field, since AMI shows no more than 1,023 characters of a value; the body fills the last two. */
        private Optional<MessageRecord> remembered(long seq) throws AnswerLost {
            String line = MEMORY + seq % REMEMBERED;
            List<String> fields = new ArrayList<>();
            for (int i = 1; i <= MessageRecord.FIELDS + 2; i++) {
                fields.add(global("CUT(" + line + ",|," + i + ")"));
            }
            if (!fields.getFirst().equals(String.valueOf(seq))) {
                return Optional.empty(); // overwritten since: more were missed than are remembered
            }
            List<String> facts = new ArrayList<>(fields.subList(1, MessageRecord.FIELDS + 1));
            facts.set(MessageRecord.FIELDS - 1, facts.getLast() + fields.getLast());
            return MessageRecord.of(facts);
        }

        private String global(String variable) throws AnswerLost {
            return switch (globals.apply(variable)) {
                case AmiReply.Success success -> success.value("Value").orElse("");
                case AmiReply.Lost lost -> throw new AnswerLost();
                default -> "";
            };
        }
    }

    /** The connection broke, or Asterisk said nothing: that does not mean that nothing is there. */
    private static final class AnswerLost extends Exception {
        private static final long serialVersionUID = 1;
    }

    private static long parse(String number) {
        try {
            return Long.parseLong(number.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
