package dev.parley.interop.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.TextTrace;
import dev.parley.interop.asterisk.AsteriskServer;
import dev.parley.interop.client.RealClient;
import dev.parley.interop.connector.Settings;

/** The same phones, to whom Parley writes itself: what they read is the same, and they take it from somebody who is no PBX. */
class RealClientsDirectlyTest extends RealClientsTest {
    private final int port = FreePort.udp();

    @Override
    Settings settings(AsteriskServer asterisk) {
        return super.settings(asterisk).withSip("listen: [udp:127.0.0.1:" + port + "]\ndirect: yes");
    }

    @Override
    void talks(RealClient client, String name) {
        super.talks(client, name);
        assertDirect(chat().awaitTrace(trace -> trace.sender().equals(name)));
        assertDirect(chat().awaitTrace(trace ->
                trace.copies().stream().anyMatch(copy -> copy.name().equals(name))));
    }

    private static void assertDirect(TextTrace trace) {
        assertThat(trace.copies()).extracting(TextTrace.CopyTrace::route).containsExactly("direct");
        assertThat(trace.copies()).extracting(TextTrace.CopyTrace::outcome).containsExactly("delivered");
    }
}
