package dev.parley.chat;

import dev.parley.room.MemberId;
import java.util.Optional;

/**
 * Who a text says it is from, and what the PBX saw of it. A claim proves nothing until {@link Proof} finds the member.
 *
 * @param user user part of the From URI, empty if it had none; written by the phone
 * @param digestUser user name of the Authorization header, empty if there was none; written by the phone
 * @param source address the PBX received the text from, {@code ip:port}; empty if unknown
 * @param transport {@code udp}, {@code tcp} or {@code tls}; empty if unknown
 * @param inCallOf the leg in whose dialog the text came, which the PBX itself knows; empty if it came outside of a call
 */
public record Claim(String user, String digestUser, String source, String transport, Optional<MemberId> inCallOf) {
    /** A text that came outside of a call. */
    public Claim(String user, String digestUser, String source, String transport) {
        this(user, digestUser, source, transport, Optional.empty());
    }
}
