package dev.parley.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * IP addresses that begin alike, written as RFC 4632 does: {@code 192.0.2.0/24}; one address alone is a range of one.
 *
 * @param bits how many bits of the address count
 */
public record AddressRange(InetAddress address, int bits) {
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";
    private static final Pattern FORM =
            Pattern.compile("(" + OCTET + "(?:\\." + OCTET + "){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(?:/([0-9]{1,3}))?");

    /** Empty if it is not written like that. Never asks the DNS. */
    public static Optional<AddressRange> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return address(matcher.group(1)).flatMap(address -> {
            int all = address.getAddress().length * 8;
            int bits =
                    Optional.ofNullable(matcher.group(2)).map(Integer::parseInt).orElse(all);
            return bits <= all ? Optional.of(new AddressRange(address, bits)) : Optional.empty();
        });
    }

    /** Whether this is an address, not a name, and in the range. */
    public boolean contains(String host) {
        return parse(host).filter(this::covers).isPresent();
    }

    private boolean covers(AddressRange other) {
        byte[] mine = address.getAddress();
        byte[] theirs = other.address.getAddress();
        if (mine.length != theirs.length || other.bits < bits) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((mine[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    /** Of a literal, for which nobody is asked. */
    private static Optional<InetAddress> address(String literal) {
        try {
            return Optional.of(InetAddress.getByName(literal));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
