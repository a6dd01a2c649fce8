package dev.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.ConfigFile;
import dev.parley.room.RoomId;
import dev.parley.sip.stack.Sip;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoomAddressesTest {
    private final Sip sip = new Sip();

    @Test
    void a_number_that_one_pbx_has_names_its_room_whatever_the_host() throws Exception {
        assertThat(room("sip:4001@anything.example")).contains(new RoomId("branch", "4001"));
        assertThat(room("sip:4%30%301@anything.example")).contains(new RoomId("branch", "4001"));
    }

    @Test
    void of_two_pbxs_with_the_same_number_the_host_tells() throws Exception {
        assertThat(room("sip:3001@MAIN.example:5080")).contains(new RoomId("main", "3001"));
        assertThat(room("sip:3001@branch.example")).contains(new RoomId("branch", "3001"));
        assertThat(room("sip:3001@elsewhere.example")).isEmpty();
    }

    @Test
    void what_names_no_room_names_none() throws Exception {
        assertThat(room("sip:5001@main.example")).isEmpty();
        assertThat(room("sip:main.example")).isEmpty();
        assertThat(room("tel:3001")).isEmpty();
        assertThat(room("sip:3001%00@main.example")).isEmpty();
    }

    private Optional<RoomId> room(String uri) throws Exception {
        return new RoomAddresses(ConfigFile.parse("parley.yaml", """
                        pbx:
                          - name: main
                            asterisk: {secret: x, domain: "main.example:5070"}
                            rooms: [{match: "30.."}]
                          - name: branch
                            asterisk: {secret: x, domain: branch.example}
                            rooms: [{match: "[34]0.."}]
                        """, Map.of()).pbxs()).room(sip.uri(uri));
    }
}
