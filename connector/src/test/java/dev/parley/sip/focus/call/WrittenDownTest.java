package dev.parley.sip.focus.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sip.focus.Callee;
import dev.parley.sip.focus.Caller;
import dev.parley.sip.focus.Packet;
import dev.parley.sip.focus.Ua;
import dev.parley.sip.store.Store;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the file when Parley is killed. */
class WrittenDownTest {
    private static final int CALLS = 20;

    @TempDir
    Path directory;

    @Test
    void nobody_is_in_a_call_that_is_not_written_down() throws Exception {
        try (Store store = Store.open(directory);
                Desk desk = new Desk(store);
                Ua phone = desk.phone()) {
            for (int i = 0; i < CALLS; i++) {
                Caller caller = new Caller(phone, "3001");
                caller.invite("");
                Callee callee = Callee.called(desk.pbx());
                callee.answer(200, "", Ua.SDP);

                Packet ok = phone.awaitAnswer(200, "INVITE");
                assertIsWrittenDown(caller);
                desk.pbx().awaitRequest("ACK");
                caller.ack(ok, "");
            }
        }
    }

    private void assertIsWrittenDown(Caller caller) {
        assertThat(directory.resolve("parley.state"))
                .content(StandardCharsets.ISO_8859_1)
                .contains(caller.callId());
    }
}
