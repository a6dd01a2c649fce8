package dev.parley.sip.focus.call;

import dev.parley.sip.dialog.Dialogs;
import dev.parley.sip.stack.Outbox;
import dev.parley.sip.stack.Sip;
import dev.parley.sip.store.Table;
import java.time.Clock;
import java.time.Duration;

/**
 * What all calls signal with.
 *
 * @param kept the calls that are written down
 * @param session how long a side may be silent that sets no time itself
 */
record Signalling(
        Sip sip,
        Outbox outbox,
        Dialogs dialogs,
        Carried carried,
        Timer timer,
        Clock clock,
        Table<CallState> kept,
        Duration session) {}
