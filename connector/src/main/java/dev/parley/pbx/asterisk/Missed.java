package dev.parley.pbx.asterisk;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Fetches the texts that Asterisk gave to a connection which broke before they arrived. The shipped dialplan numbers
 * them and remembers the last ones in global variables.
 */
final class Missed {
    /** As many as extensions_parley.conf remembers. */
    private static final int REMEMBERED = 32;

    /** The number, the facts, and the rest of the body. */
    private static final int FIELDS = MessageRecord.FIELDS + 2;

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
     * @param globals asks for the values of global variables, all at once: one by one they would take longer than the
     *     next texts take to come
     * @param found is given each missed text in order
     * @return how many texts were missed and are remembered no more; empty if an answer was lost: what was not found by
     *     then is still there to be fetched
     */
    OptionalLong fetch(Function<List<String>, List<AmiReply>> globals, Consumer<MessageRecord> found) {
        try {
            long now = Math.max(0, parse(value(globals.apply(List.of(COUNTER)).getFirst())));
            if (last < 0 || now < last) {
                last = now; // the first connection, or Asterisk was restarted and counts from the start again
            }
            long first = Math.max(last + 1, now - REMEMBERED + 1);
            long forgotten = first - last - 1;
            return OptionalLong.of(forgotten + fetch(first, now, globals, found));
        } catch (AnswerLost e) {
            return OptionalLong.empty();
        }
    }

    private long fetch(
            long first, long now, Function<List<String>, List<AmiReply>> globals, Consumer<MessageRecord> found)
            throws AnswerLost {
        Iterator<AmiReply> answers = globals.apply(LongStream.rangeClosed(first, now)
                        .boxed()
                        .flatMap(Missed::fields)
                        .toList())
                .iterator();
        long forgotten = 0;
        for (long seq = first; seq <= now; seq++) {
            Optional<MessageRecord> text = text(seq, answers);
            text.ifPresent(found);
            forgotten += text.isPresent() ? 0 : 1;
            last = seq;
        }
        return forgotten;
    }

    /** Field by field, since AMI shows no more than 1,023 characters of a value; the body fills the last two. */
    private static Stream<String> fields(long seq) {
        return IntStream.rangeClosed(1, FIELDS)
                .mapToObj(field -> "CUT(" + MEMORY + seq % REMEMBERED + ",|," + field + ")");
    }

    private static Optional<MessageRecord> text(long seq, Iterator<AmiReply> answers) throws AnswerLost {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < FIELDS; i++) {
            fields.add(value(answers.next()));
        }
        if (!fields.getFirst().equals(String.valueOf(seq))) {
            return Optional.empty(); // overwritten since: more were missed than are remembered
        }
        List<String> facts = new ArrayList<>(fields.subList(1, FIELDS - 1));
        facts.set(facts.size() - 1, facts.getLast() + fields.getLast());
        return MessageRecord.of(facts);
    }

    private static String value(AmiReply answer) throws AnswerLost {
        return switch (answer) {
            case AmiReply.Success success -> success.value("Value").orElse("");
            case AmiReply.Lost lost -> throw new AnswerLost();
            case AmiReply.Failure failure -> "";
        };
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
