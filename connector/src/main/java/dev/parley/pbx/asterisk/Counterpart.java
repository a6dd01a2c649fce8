package dev.parley.pbx.asterisk;

import dev.parley.pbx.Callee;
import dev.parley.pbx.OtherCall;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.asteriskjava.manager.action.GetVarAction;

/** Whom a phone talks to in one of its calls. */
final class Counterpart {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** It becomes a regular expression, and the name of a channel. */
    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9_.-]{1,80}");

    private final AmiSession session;

    /** @param uniqueId by which the member will be known */
    record Peer(String channel, String uniqueId) {}

    Counterpart(AmiSession session) {
        this.session = session;
    }

    /** Empty unless the call is the account's own, and whoever is meant is at its other end. */
    Optional<Peer> of(OtherCall call, Callee meant) {
        return channels(call.account())
                .filter(own -> isCall(own, call))
                .findFirst()
                .flatMap(own -> peer(own, meant));
    }

    private Stream<String> channels(String account) {
        if (!ACCOUNT.matcher(account).matches()) {
            return Stream.empty();
        }
        String all = value(new GetVarAction("CHANNELS(^PJSIP/" + account + "-)"));
        return Arrays.stream(all.split(" "))
                .filter(name -> endpoint(name).filter(account::equals).isPresent());
    }

    /** Only the account's phone knows the tags of its call. */
    private boolean isCall(String channel, OtherCall call) {
        return !call.callId().isEmpty()
                && call.callId().equals(value(channel, "CHANNEL(pjsip,call-id)"))
                && call.ownTag().equals(value(channel, "CHANNEL(pjsip,local_tag)"))
                && call.phoneTag().equals(value(channel, "CHANNEL(pjsip,remote_tag)"));
    }

    /** In a conference the variable is a list, since its announcer is in it too, and so no channel (22.10). */
    private Optional<Peer> peer(String own, Callee meant) {
        String peer = value(own, "BRIDGEPEER");
        boolean isMeant = endpoint(peer).filter(meant.user()::equals).isPresent()
                || meant.user().equals(value(own, "CONNECTEDLINE(num)"));
        String uniqueId = isMeant ? value(peer, "CHANNEL(uniqueid)") : "";
        return uniqueId.isEmpty() ? Optional.empty() : Optional.of(new Peer(peer, uniqueId));
    }

    private static Optional<String> endpoint(String channel) {
        return new Channel(channel, "", "", "", Map.of()).endpoint();
    }

    private String value(String channel, String variable) {
        return value(new GetVarAction(AmiValue.line(channel), variable));
    }

    private String value(GetVarAction asked) {
        return session.ask(asked, PATIENCE) instanceof AmiReply.Success found
                ? found.value("Value").orElse("")
                : "";
    }
}
