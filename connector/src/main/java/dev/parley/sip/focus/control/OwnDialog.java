package dev.parley.sip.focus.control;

import dev.parley.sip.dialog.Dialog;
import dev.parley.sip.dialog.Dialogs;
import dev.parley.sip.stack.Reply;
import dev.parley.sip.stack.Sip;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sip.message.Request;

/** A dialog that a REFER outside of any call began. Thread-safe. */
final class OwnDialog implements Line {
    private final String contact;
    private final Means means;
    private final ReentrantLock lock = new ReentrantLock();
    private Dialog dialog;

    /**
     * What all of them share.
     *
     * @param send sends a request and waits for what becomes of it
     */
    record Means(Sip sip, Dialogs dialogs, Function<Request, Reply> send) {}

    /** @param contact where requests of the dialog reach the focus */
    OwnDialog(Dialog dialog, String contact, Means means) {
        this.dialog = dialog;
        this.contact = contact;
        this.means = means;
    }

    /** Whether a request of the other side comes in order (RFC 3261 §12.2.2). */
    boolean heard(long cseq) {
        lock.lock();
        try {
            boolean inOrder = dialog.isInOrder(cseq);
            dialog = inOrder ? dialog.heard(cseq) : dialog;
            return inOrder;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Reply> notify(Consumer<Request> more) {
        Request notify = means.dialogs().request(change(Dialog::next), Request.NOTIFY);
        notify.setHeader(means.sip().header("Contact", contact));
        more.accept(notify);
        return Optional.of(means.send().apply(notify));
    }

    private Dialog change(UnaryOperator<Dialog> change) {
        lock.lock();
        try {
            dialog = change.apply(dialog);
            return dialog;
        } finally {
            lock.unlock();
        }
    }
}
