package dev.parley.pbx.freeswitch;

import dev.parley.esl.EslConnection;
import dev.parley.esl.EslException;
import dev.parley.pbx.Callee;
import dev.parley.pbx.OtherCall;
import dev.parley.room.MemberId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whom a phone talks to in one of its calls. */
final class Counterpart {
    private static final Pattern UUID = Pattern.compile("[A-Za-z0-9_.@-]{1,200}");
    private static final String NONE = "_undef_";

    private final EslConnection connection;

    Counterpart(EslConnection connection) {
        this.connection = connection;
    }

    /** Empty unless the call is the account's own, and whoever is meant is at its other end. */
    Optional<MemberId> of(OtherCall call, Callee meant) throws EslException {
        for (String own : channels()) {
            if (isCall(own, call)) {
                return peer(own, meant);
            }
        }
        return Optional.empty();
    }

    /** Whoever calls chooses the id where the profile takes the Call-ID for it (1.11). */
    private List<String> channels() throws EslException {
        return Arrays.stream(connection.api("show channels").text().split("\n"))
                .map(line -> line.split(",", 2)[0])
                .filter(id -> UUID.matcher(id).matches() && !id.equals("uuid"))
                .toList();
    }

    /** Only the account's phone knows the tags of its call. FreeSWITCH does not always know its own to a caller (1.11). */
    private boolean isCall(String channel, OtherCall call) throws EslException {
        if (call.callId().isEmpty() || !call.callId().equals(value(channel, "sip_call_id"))) {
            return false;
        }
        boolean fromPhone = isInbound(channel);
        String ownTag = value(channel, fromPhone ? "sip_to_tag" : "sip_from_tag");
        return call.account().equals(value(channel, fromPhone ? "sip_auth_username" : "dialed_user"))
                && (ownTag.isEmpty() || call.ownTag().equals(ownTag))
                && call.phoneTag().equals(value(channel, fromPhone ? "sip_from_tag" : "sip_to_tag"));
    }

    /** Whom FreeSWITCH called, or who has logged in to call: From is no proof here (1.11). */
    private Optional<MemberId> peer(String own, Callee meant) throws EslException {
        String peer = value(own, "bridge_uuid");
        if (!UUID.matcher(peer).matches()) {
            return Optional.empty();
        }
        boolean isMeant = isInbound(peer)
                ? meant.user().equals(value(peer, "sip_auth_username"))
                : meant.user().equals(value(peer, "dialed_user"))
                        || meant.user().equals(value(peer, "destination_number"));
        return isMeant ? Optional.of(new MemberId(peer)) : Optional.empty();
    }

    private boolean isInbound(String channel) throws EslException {
        return "inbound".equals(value(channel, "direction"));
    }

    private String value(String channel, String variable) throws EslException {
        String value =
                connection.api("uuid_getvar " + channel + " " + variable).text().strip();
        return value.equals(NONE) || value.startsWith("-ERR") ? "" : value;
    }
}
