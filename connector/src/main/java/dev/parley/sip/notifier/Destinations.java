package dev.parley.sip.notifier;

import dev.parley.config.AddressRange;
import dev.parley.config.SipConfig;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where NOTIFYs may be sent to. A subscriber says it himself, in Contact and Record-Route; a forged one would aim the stream
 * of all its NOTIFYs at somebody else, or at Parley itself.
 */
public final class Destinations {
    private final List<String> allowed;
    private final Set<Place> own;

    /**
     * A place on the network.
     *
     * @param host an address or a name
     */
    public record Place(String host, int port) {
        public Place {
            host = bare(host);
        }

        private static String bare(String host) {
            String lower = host.toLowerCase(Locale.ROOT);
            return lower.startsWith("[") && lower.endsWith("]") ? lower.substring(1, lower.length() - 1) : lower;
        }
    }

    public static Destinations of(SipConfig own) {
        return new Destinations(
                own.subscriptions().contacts(),
                own.listen().stream()
                        .map(listen -> new Place(listen.host(), listen.port()))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /**
     * @param allowed names, addresses and ranges of addresses beside the subscriber's own address
     * @param own where Parley itself listens
     */
    public Destinations(List<String> allowed, Set<Place> own) {
        this.allowed = List.copyOf(allowed);
        this.own = Set.copyOf(own);
    }

    /** @param source the address that the SUBSCRIBE came from */
    public boolean allow(Place target, String source) {
        if (own.stream().anyMatch(ours -> ours.port() == target.port() && isSame(ours.host(), target.host()))) {
            return false;
        }
        return isSame(target.host(), source) || allowed.stream().anyMatch(each -> isSame(each, target.host()));
    }

    /** Addresses have several spellings, above all those of IPv6. */
    private static boolean isSame(String allowed, String host) {
        return allowed.equals(host)
                || AddressRange.parse(allowed)
                        .filter(range -> range.contains(host))
                        .isPresent();
    }
}
