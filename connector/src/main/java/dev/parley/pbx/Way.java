package dev.parley.pbx;

/**
 * How a PBX gets somebody into a room; the administrator writes it, and no phone.
 *
 * @param dial what the PBX dials, with {@code {user}} and {@code {host}} in the place of the callee's; empty for an account
 *     of its own
 * @param entrance where it lets callers into rooms: on Asterisk the context in which each room is an extension, on FreeSWITCH
 *     the profile of the conferences; empty for the one that is shipped
 */
public record Way(String dial, String entrance) {
    public static final Way USUAL = new Way("", "");

    /** @param own for accounts of the PBX's own */
    public String dialled(Callee callee, String own) {
        return (dial.isEmpty() ? own : dial).replace("{user}", callee.user()).replace("{host}", callee.host());
    }

    public String entrance(String shipped) {
        return entrance.isEmpty() ? shipped : entrance;
    }
}
