package dev.parley.chat;

import java.util.List;

/** Sees what becomes of texts, for traces, logs and metrics. Called from many threads; must not block. */
public interface RelayListener {
    /** A decision was made; its copies settle afterwards, each on its own. */
    void decided(Relayed relayed);

    void settled(Settled settled);

    /** A sender was told of a refusal, or was not, since he had been told often enough. */
    default void noticed(Notice notice, Outcome outcome) {}

    /** Tells several. */
    static RelayListener all(List<RelayListener> listeners) {
        return new RelayListener() {
            @Override
            public void decided(Relayed relayed) {
                listeners.forEach(listener -> listener.decided(relayed));
            }

            @Override
            public void settled(Settled settled) {
                listeners.forEach(listener -> listener.settled(settled));
            }

            @Override
            public void noticed(Notice notice, Outcome outcome) {
                listeners.forEach(listener -> listener.noticed(notice, outcome));
            }
        };
    }
}
