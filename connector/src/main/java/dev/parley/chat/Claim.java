package dev.parley.chat;

import dev.parley.room.MemberId;
import java.util.Optional;

/**
 * Who a text says it is from, and what was seen of it. A claim proves nothing until {@link Proof} finds the member.
 *
 * @param user user part of the From URI, empty if it had none; written by the phone
 * @param digestUser user name of the Authorization header, empty if there was none; written by the phone
 * @param source address the text was received from, {@code ip:port}; empty if unknown
 * @param transport {@code udp}, {@code tcp} or {@code tls}; empty if unknown
 * @param leg the leg that it is known to come from, by its dialog or by Parley's own eyes; empty if no leg is known
 * @param account the account that Parley itself has seen proven; empty if none was
 */
public record Claim(
        String user,
        String digestUser,
        String source,
        String transport,
        Optional<MemberId> leg,
        Optional<String> account) {
    /** A text that came outside of a call, through a PBX. */
    public Claim(String user, String digestUser, String source, String transport) {
        this(user, digestUser, source, transport, Optional.empty());
    }

    /** A text that came through a PBX, which knows the leg if there is one. */
    public Claim(String user, String digestUser, String source, String transport, Optional<MemberId> leg) {
        this(user, digestUser, source, transport, leg, Optional.empty());
    }
}
