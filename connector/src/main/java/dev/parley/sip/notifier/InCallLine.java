package dev.parley.sip.notifier;

import dev.parley.sip.legs.FocusCalls;
import dev.parley.sip.legs.Party;
import dev.parley.sip.stack.Reply;
import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.Header;
import javax.sip.message.Request;

/** NOTIFYs inside of a call through Parley: they take their numbers from that dialog, beside re-INVITEs and texts. */
record InCallLine(FocusCalls calls, Party party) {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    Optional<String> contact() {
        return calls.contact(party);
    }

    NotifyLine.Means in(NotifyLine.Means usual) {
        return new NotifyLine.Means(usual.sip(), usual.dialogs(), this::send, Optional.empty(), usual.reducedOverUdp());
    }

    private Reply send(Request written) {
        return calls.ask(party, Request.NOTIFY, notify -> copy(written, notify), PATIENCE);
    }

    private static void copy(Request written, Request notify) {
        for (String name : new String[] {"Contact", "Event", "Subscription-State"}) {
            notify.setHeader((Header) written.getHeader(name).clone());
        }
        if (written.getHeader("Content-Type") instanceof ContentTypeHeader type && written.getRawContent() != null) {
            try {
                notify.setContent(written.getRawContent(), type);
            } catch (ParseException e) {
                throw new IllegalArgumentException("a document that was written cannot be written", e);
            }
        }
    }
}
