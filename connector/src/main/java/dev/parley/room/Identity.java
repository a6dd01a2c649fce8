package dev.parley.room;

import java.util.Arrays;

/**
 * Who a member is for the PBX, never what a phone wrote into From.
 *
 * @param endpoint the PBX's name for the account, empty where the leg belongs to none (a DAHDI or Local channel)
 * @param aor the address of record(s) where the account's devices register, empty if unknown
 * @param authenticated whether the PBX asks this account for a digest, so that a digest that passed proves it
 */
public record Identity(String endpoint, String aor, boolean authenticated) {
    public static final Identity UNKNOWN = new Identity("", "", false);

    /** Whether the account goes by this name, or an address of record of it does. */
    public boolean isNamed(String user) {
        return !user.isEmpty()
                && (user.equals(endpoint) || Arrays.asList(aor.split(",")).contains(user));
    }

    public boolean isKnown() {
        return !endpoint.isEmpty();
    }
}
