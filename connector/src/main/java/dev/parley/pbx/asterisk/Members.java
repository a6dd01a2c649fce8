package dev.parley.pbx.asterisk;

import dev.parley.config.AsteriskConfig;
import dev.parley.pbx.Invitation;
import dev.parley.room.Flag;
import dev.parley.room.Identity;
import dev.parley.room.Leg;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes members out of channels, with the variables that the shipped dialplan sets before ConfBridge. */
final class Members {
    private static final String UNKNOWN = "<unknown>";

    private final AsteriskConfig config;

    Members(AsteriskConfig config) {
        this.config = config;
    }

    Member member(Channel channel, Set<Flag> flags) {
        MemberId id = new MemberId(channel.uniqueId());
        Identity identity = identity(channel);
        // Whom Asterisk has called in bears the caller id of the room itself (16.28 and 22.10).
        String name = Invitation.isOf(id) && identity.isKnown() ? identity.endpoint() : name(channel);
        return new Member(id, identity, name, flags, leg(channel));
    }

    /** A leg over a trunk belongs to no account of one person, whatever endpoint it runs over. */
    Identity identity(Channel channel) {
        return channel.endpoint()
                .filter(endpoint -> !config.isTrunk(endpoint))
                .map(endpoint -> new Identity(
                        endpoint,
                        channel.variable("PARLEY_AOR"),
                        channel.variable("PARLEY_AUTH").equals("yes")))
                .orElse(Identity.UNKNOWN);
    }

    private static Leg leg(Channel channel) {
        return new Leg(
                Base64Text.utf8(channel.variable("PARLEY_CALLID64")),
                Base64Text.utf8(channel.variable("PARLEY_AGENT64")),
                methods(Base64Text.utf8(channel.variable("PARLEY_ALLOW64"))),
                channel.variable("PARLEY_ADDR"));
    }

    static Set<String> methods(String allow) {
        return Arrays.stream(allow.split(","))
                .map(method -> method.strip().toUpperCase(Locale.ROOT))
                .filter(method -> !method.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String name(Channel channel) {
        String name = Signatures.withoutMark(channel.callerName());
        if (!name.isEmpty() && !name.equals(UNKNOWN)) {
            return name;
        }
        return channel.callerNumber().equals(UNKNOWN) ? "" : channel.callerNumber();
    }
}
