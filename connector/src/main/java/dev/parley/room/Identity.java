package dev.parley.room;

/**
 * Who a member is for the PBX, never what a phone wrote into From.
 *
 * @param endpoint the PBX's name for the account, empty where the leg belongs to none (a DAHDI or Local channel)
 * @param aor the address of record(s) where the account's devices register, empty if unknown
 * @param authenticated whether the PBX asks this account for a digest, so that a digest that passed proves it
 */
public record Identity(String endpoint, String aor, boolean authenticated) {
    public static final Identity UNKNOWN = new Identity("", "", false);

    public boolean isKnown() {
        return !endpoint.isEmpty();
    }
}
