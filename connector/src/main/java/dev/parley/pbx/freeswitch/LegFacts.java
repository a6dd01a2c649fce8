package dev.parley.pbx.freeswitch;

import dev.parley.room.Identity;
import dev.parley.room.Leg;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a channel's variables tell of the leg.
 *
 * @param profile the sofia profile it runs over
 * @param held whether its phone holds the call, which no list shows (seen on 1.11)
 */
record LegFacts(Identity identity, Leg leg, String profile, boolean held) {
    /**
     * @param field gives a field of an event or of {@code uuid_dump}
     * @return empty if the variables did not come along, or it is no SIP leg
     */
    static Optional<LegFacts> of(Function<String, Optional<String>> field) {
        Function<String, String> variable =
                name -> field.apply("variable_" + name).orElse("");
        String callId = variable.apply("sip_call_id");
        if (callId.isEmpty()) {
            return Optional.empty();
        }
        Leg leg = new Leg(
                callId,
                variable.apply("sip_user_agent"),
                methods(variable.apply("sip_allow")),
                Address.of(variable.apply("sip_network_ip"), variable.apply("sip_network_port")));
        boolean held = field.apply("Channel-Call-State").filter("HELD"::equals).isPresent();
        return Optional.of(new LegFacts(identity(variable), leg, variable.apply("sofia_profile_name"), held));
    }

    /**
     * The user whose digest opened the call, or whom FreeSWITCH called ({@code dialed_user}, 1.11). It does not hold a From against the digest (1.11), so
     * that a digest proves nothing of a later text: that takes the leg's own address or dialog.
     */
    private static Identity identity(Function<String, String> variable) {
        boolean called = variable.apply("user_name").isEmpty();
        String user = variable.apply(called ? "dialed_user" : "user_name");
        String domain = variable.apply(called ? "dialed_domain" : "domain_name");
        return user.isEmpty() || domain.isEmpty() ? Identity.UNKNOWN : new Identity(user, user + "@" + domain, false);
    }

    private static Set<String> methods(String allow) {
        return Arrays.stream(allow.split(","))
                .map(method -> method.strip().toUpperCase(Locale.ROOT))
                .filter(method -> !method.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
