package dev.parley.chat;

import dev.parley.room.MemberId;
import java.util.Optional;
import java.util.Set;

/**
 * Who a text says it is from, and what was seen of it. A claim proves nothing until {@link Proof} finds the member.
 *
 * @param user user part of the From URI, empty if it had none; written by the phone
 * @param digestUser user name of the Authorization header, empty if there was none; written by the phone
 * @param source address the text was received from, {@code ip:port}; empty if unknown
 * @param transport {@code udp}, {@code tcp} or {@code tls}; empty if unknown
 * @param leg the leg that it is known to come from, by its dialog or by Parley's own eyes; empty if no leg is known
 * @param registered the accounts, by address of record, of which the PBX sees a device registered at {@code source}; none
 *     where it does not say
 * @param account the account that Parley itself has seen proven; empty if none was
 * @param overheard how it came, if the PBX's own relay brought it to Parley's leg in the room
 */
public record Claim(
        String user,
        String digestUser,
        String source,
        String transport,
        Optional<MemberId> leg,
        Set<String> registered,
        Optional<String> account,
        Optional<Overheard> overheard) {
    public Claim {
        registered = Set.copyOf(registered);
    }

    /** A text that came outside of a call, through a PBX that does not tell registrations. */
    public Claim(String user, String digestUser, String source, String transport) {
        this(user, digestUser, source, transport, Optional.empty());
    }

    /** A text that came through a PBX that does not tell registrations, but the leg if there is one. */
    public Claim(String user, String digestUser, String source, String transport, Optional<MemberId> leg) {
        this(user, digestUser, source, transport, leg, Set.of());
    }

    /** A text that came through a PBX. */
    public Claim(
            String user,
            String digestUser,
            String source,
            String transport,
            Optional<MemberId> leg,
            Set<String> registered) {
        this(user, digestUser, source, transport, leg, registered, Optional.empty(), Optional.empty());
    }

    /** A text that Parley itself took in. */
    public Claim(
            String user,
            String digestUser,
            String source,
            String transport,
            Optional<MemberId> leg,
            Optional<String> account) {
        this(user, digestUser, source, transport, leg, account, Optional.empty());
    }

    /** A text that Parley's own leg in the room may have heard. */
    public Claim(
            String user,
            String digestUser,
            String source,
            String transport,
            Optional<MemberId> leg,
            Optional<String> account,
            Optional<Overheard> overheard) {
        this(user, digestUser, source, transport, leg, Set.of(), account, overheard);
    }
}
