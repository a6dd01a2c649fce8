package dev.parley.sip.focus.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.RedirectConfig;
import dev.parley.pbx.Redirect;
import dev.parley.room.RoomId;
import java.time.Clock;
import javax.sip.SipFactory;
import javax.sip.address.SipURI;
import org.junit.jupiter.api.Test;

class EntranceTest {
    private static final RoomId ROOM = new RoomId("main", "3001");
    private final Tokens tokens = new Tokens(Clock.systemUTC());

    @Test
    void a_call_with_a_good_token_comes_in_and_one_with_a_bad_one_does_not() throws Exception {
        tokens.announce(new Redirect(ROOM, "alice", "good"));
        assertThat(admits("sip:3001@conf.pbx.example;pt=good", false)).isTrue();
        assertThat(admits("sip:3001@conf.pbx.example;pt=guessed", false)).isFalse();
        assertThat(admits("sip:3001@conf.pbx.example;pt=guessed", true)).isFalse();
        assertThat(admits("sip:3001@conf.pbx.example;pt", false)).isFalse();
    }

    @Test
    void a_call_without_a_token_comes_in_unless_one_is_required() throws Exception {
        assertThat(admits("sip:3001@conf.pbx.example", false)).isTrue();
        assertThat(admits("sip:3001@conf.pbx.example", true)).isFalse();
    }

    private boolean admits(String uri, boolean required) throws Exception {
        SipURI asked = (SipURI) SipFactory.getInstance().createAddressFactory().createURI(uri);
        return new Entrance(tokens, new RedirectConfig(required)).admits(asked, ROOM, "alice", "call-1");
    }
}
