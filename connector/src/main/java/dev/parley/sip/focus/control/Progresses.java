package dev.parley.sip.focus.control;

import dev.parley.sip.dialog.DialogId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Of which dialogs somebody is still told what comes of a REFER. Thread-safe. */
final class Progresses {
    /** Which calls have referred before: to forget one costs no more than an {@code id} that is not needed. */
    private static final int REMEMBERED = 10_000;

    private record Going(long cseq, Progress progress) {}

    private final Map<DialogId, List<Going>> going = new LinkedHashMap<>();
    private final Map<DialogId, Boolean> referred = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DialogId, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Whether it is the first REFER of the dialog. */
    synchronized boolean isFirst(DialogId dialog) {
        return referred.putIfAbsent(dialog, true) == null;
    }

    synchronized void add(DialogId dialog, long cseq, Progress progress) {
        going.computeIfAbsent(dialog, key -> new ArrayList<>()).add(new Going(cseq, progress));
    }

    synchronized void remove(DialogId dialog, Progress progress) {
        going.computeIfPresent(dialog, (id, all) -> {
            all.removeIf(each -> each.progress().equals(progress));
            return all.isEmpty() ? null : all;
        });
    }

    synchronized boolean isGoing(DialogId dialog) {
        return going.containsKey(dialog);
    }

    /** @param eventId of a SUBSCRIBE: the CSeq of the REFER, or nothing for the first (RFC 3515 §2.4.6) */
    synchronized Optional<Progress> of(DialogId dialog, String eventId) {
        List<Going> all = going.getOrDefault(dialog, List.of());
        return all.stream()
                .filter(each ->
                        eventId.isEmpty() ? each.equals(all.getFirst()) : eventId.equals(String.valueOf(each.cseq())))
                .map(Going::progress)
                .findFirst();
    }
}
