package dev.parley.sip.focus.control;

import dev.parley.pbx.OtherCall;
import java.util.Iterator;
import java.util.Optional;
import javax.sip.address.SipURI;

/**
 * The call that an attended transfer is about, as the PBX knows it (RFC 3891 §6.1).
 *
 * @param toTag the PBX's
 * @param fromTag the phone's
 */
record Replaces(String callId, String toTag, String fromTag) {
    private static final String NAME = "Replaces";

    /** Empty if the address has other headers beside it, or none, or not all of it is said. */
    static Optional<Replaces> of(SipURI uri) {
        Iterator<?> names = uri.getHeaderNames();
        boolean alone = names.hasNext() && NAME.equalsIgnoreCase(String.valueOf(names.next())) && !names.hasNext();
        return alone ? of(ReferTo.decoded(uri.getHeader(NAME))) : Optional.empty();
    }

    static Optional<Replaces> of(String value) {
        String callId = value.split(";", 2)[0].strip();
        String to = TargetDialog.parameter(value, "to-tag");
        String from = TargetDialog.parameter(value, "from-tag");
        return callId.isEmpty() || to.isEmpty() || from.isEmpty()
                ? Optional.empty()
                : Optional.of(new Replaces(callId, to, from));
    }

    /** @param account whose phone wrote it */
    OtherCall by(String account) {
        return new OtherCall(account, callId, toTag, fromTag);
    }
}
