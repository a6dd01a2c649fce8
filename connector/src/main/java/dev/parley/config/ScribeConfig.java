package dev.parley.config;

/**
 * How Parley's silent leg calls a room of its PBX.
 *
 * @param endpoint the PBX's name for the account, by which its channels are known
 * @param user the user of its digest and of its From
 * @param host where the PBX takes calls
 * @param port UDP
 * @param unverified what becomes of a text whose writer cannot be proven
 */
public record ScribeConfig(String endpoint, String user, Secret secret, String host, int port, Unverified unverified) {
    /** What becomes of a text whose writer cannot be proven. */
    public enum Unverified {
        /** It goes out, and says of its sender's name that nobody has confirmed it. */
        RELAY,
        /** It goes to nobody. */
        REFUSE,
        /** A name that exactly one member goes by counts as that member; other names go out unconfirmed. */
        TRUST
    }
}
