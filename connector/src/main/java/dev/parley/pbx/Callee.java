package dev.parley.pbx;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Somebody whom a PBX is to call. What a phone wrote passes here first: no character that is left means anything to a PBX
 * but itself, in a dial string as little as in a command.
 *
 * @param user a number or the name of an account, 1 to 64 of letters, digits and {@code _.+*#-}
 * @param host the domain of the address, lower case; empty for a number of no domain
 */
public record Callee(String user, String host) {
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_+*#][A-Za-z0-9_.+*#-]{0,63}");
    private static final Pattern HOST = Pattern.compile("(?:[a-z0-9](?:[a-z0-9.-]{0,252}))?");

    /** @throws IllegalArgumentException if there is anything else in it */
    public Callee {
        if (!USER.matcher(user).matches() || !HOST.matcher(host).matches()) {
            throw new IllegalArgumentException("nobody whom a PBX could call: " + user.length() + " characters at "
                    + host.length() + " of a host");
        }
    }

    /** Empty if there is anything in it that could mean something to a PBX. */
    public static Optional<Callee> of(String user, String host) {
        return USER.matcher(user).matches() && HOST.matcher(host).matches()
                ? Optional.of(new Callee(user, host))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return host.isEmpty() ? user : user + "@" + host;
    }
}
