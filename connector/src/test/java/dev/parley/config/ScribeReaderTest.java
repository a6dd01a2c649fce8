package dev.parley.config;

import static dev.parley.config.Written.GOOD;
import static dev.parley.config.Written.errors;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.ScribeConfig.Unverified;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScribeReaderTest {
    private static final String SIP = "sip: {listen: [udp:127.0.0.1:5070]}\n";
    private static final String WANTED = GOOD + "        in-dialog: scribe\n";

    @Test
    void a_scribe_is_read_as_it_is_written() throws Exception {
        AsteriskConfig asterisk = read("""
                scribe:
                  endpoint: own-scribe
                  user: somebody
                  secret: own
                  host: 192.0.2.7
                  port: 5080
                  unverified: refuse""");
        assertThat(asterisk.scribe())
                .contains(new ScribeConfig(
                        "own-scribe", "somebody", new Secret("own"), "192.0.2.7", 5080, Unverified.REFUSE));
        assertThat(asterisk.wantsScribe("3001")).isTrue();
        assertThat(asterisk.wantsScribe("4001")).isFalse();
        assertThat(asterisk.isScribe("own-scribe")).isTrue();
        assertThat(asterisk.isScribe("alice")).isFalse();
    }

    @Test
    void all_but_its_secret_has_a_default() throws Exception {
        assertThat(read("scribe: {secret: own}").scribe())
                .contains(new ScribeConfig(
                        "parley-scribe", "parley-scribe", new Secret("own"), "127.0.0.1", 5060, Unverified.RELAY));
    }

    @Test
    void a_room_that_wants_one_needs_the_section_and_a_sip_side() {
        assertThat(errors(WANTED + SIP))
                .containsExactly("parley.yaml:3: pbx[0].asterisk.scribe: is missing, although a room has in-dialog:"
                        + " scribe. Write for example scribe: {secret: (the password in pjsip_parley_scribe.conf)}");
        assertThat(errors(with("scribe: {secret: own}")))
                .singleElement()
                .asString()
                .contains("sip: is missing, although a PBX has a scribe.");
    }

    @Test
    void freeswitch_needs_none() {
        assertThat(errors(WANTED.replace("asterisk:", "freeswitch:")))
                .singleElement()
                .asString()
                .contains("pbx[0].rooms: a scribe is for Asterisk only.");
    }

    private static AsteriskConfig read(String scribe) throws Exception {
        return (AsteriskConfig) ConfigFile.parse("parley.yaml", with(scribe) + SIP, Map.of())
                .pbxs()
                .getFirst();
    }

    private static String with(String scribe) {
        return WANTED.replace("      domain: pbx.example\n", "      domain: pbx.example\n" + scribe.indent(6));
    }
}
