package dev.parley.pbx.asterisk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

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
     * @param global asks for a value that no channel is needed for
     * @param found is given each missed text in order
     * @return how many texts were missed and are remembered no more
     */
    long fetch(Function<String, Optional<String>> global, Consumer<MessageRecord> found) {
        long now = global.apply(COUNTER).map(Missed::parse).orElse(0L);
        long forgotten = 0;
        if (last >= 0) {
            forgotten = Math.max(0, now - last - REMEMBERED);
            for (long seq = Math.max(last + 1, now - REMEMBERED + 1); seq <= now; seq++) {
                Optional<MessageRecord> text = remembered(seq, global);
                text.ifPresent(found);
                forgotten += text.isPresent() ? 0 : 1;
            }
        }
        last = now; // lower after a restart of Asterisk, which counts from the start again
        return forgotten;
    }

    /** Field by field, since AMI shows no more than 1,023 characters of a value; the body fills the last two. */
    private static Optional<MessageRecord> remembered(long seq, Function<String, Optional<String>> global) {
        String line = MEMORY + seq % REMEMBERED;
        List<String> fields = IntStream.rangeClosed(1, MessageRecord.FIELDS + 2)
                .mapToObj(i -> global.apply("CUT(" + line + ",|," + i + ")").orElse(""))
                .toList();
        if (!fields.getFirst().equals(String.valueOf(seq))) {
            return Optional.empty(); // overwritten since: more were missed than are remembered
        }
        List<String> facts = new ArrayList<>(fields.subList(1, MessageRecord.FIELDS + 1));
        facts.set(MessageRecord.FIELDS - 1, facts.getLast() + fields.getLast());
        return MessageRecord.of(facts);
    }

    private static long parse(String number) {
        try {
            return Long.parseLong(number.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
