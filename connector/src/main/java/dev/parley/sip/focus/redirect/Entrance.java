package dev.parley.sip.focus.redirect;

import dev.parley.config.RedirectConfig;
import dev.parley.room.RoomId;
import java.time.Duration;
import java.util.Optional;
import javax.sip.address.SipURI;

/** Lets calls in that bring a good token, and those that bring none where none is required. */
public final class Entrance {
    /** As the shipped dialplans write it into the address that they send phones to. */
    private static final String PARAMETER = "pt";

    /** The PBX's word came 1 to 2 ms before the phone (Asterisk 22.10, FreeSWITCH 1.11); it may be late. */
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final Tokens tokens;
    private final RedirectConfig config;

    public Entrance(Tokens tokens, RedirectConfig config) {
        this.tokens = tokens;
        this.config = config;
    }

    /**
     * Blocks for 200 ms at most, if there is a token that no PBX has spoken of yet.
     *
     * @param asked the Request-URI of the INVITE
     * @param user as the phone calls itself in From
     */
    public boolean admits(SipURI asked, RoomId room, String user, String callId) {
        Optional<String> token = Optional.ofNullable(asked.getParameter(PARAMETER));
        return token.map(shown -> tokens.redeem(shown, room, user, callId, PATIENCE))
                .orElse(!config.required());
    }
}
