package dev.parley.sip.focus.call;

import dev.parley.sip.dialog.Dialog;
import dev.parley.sip.dialog.DialogId;

/** The two dialogs of a call: what comes in on the one goes out on the other. */
record Pair(Dialog client, Dialog pbx) {
    Dialog of(Side side) {
        return side == Side.CLIENT ? client : pbx;
    }

    Pair with(Side side, Dialog dialog) {
        return side == Side.CLIENT ? new Pair(dialog, pbx) : new Pair(client, dialog);
    }

    boolean has(Side side, DialogId id) {
        return of(side).id().equals(id);
    }
}
