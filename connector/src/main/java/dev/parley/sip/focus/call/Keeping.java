package dev.parley.sip.focus.call;

import dev.parley.sip.store.Table;
import java.util.Optional;

/** Writes a call down whenever a Parley after this one would need what has changed. Belongs to the call's strand. */
final class Keeping {
    private final Table<CallState> table;
    private Optional<CallState> kept = Optional.empty();

    Keeping(Table<CallState> table) {
        this.table = table;
    }

    /** That is what stands there from before. */
    void found(CallState state) {
        kept = Optional.of(state);
    }

    void keep(CallState now) {
        if (kept.filter(written -> written.covers(now)).isPresent()) {
            return;
        }
        CallState ahead = now.ahead();
        table.put(ahead.key(), ahead);
        kept = Optional.of(ahead);
    }

    void forget() {
        kept.ifPresent(written -> table.remove(written.key()));
        kept = Optional.empty();
    }
}
