package dev.parley.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsTest {
    private Key key = new Key(Path.of(""));

    @BeforeAll
    void makeKey(@TempDir Path dir) throws Exception {
        key = Key.in(dir);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void a_request_over_tls_is_served(String version) throws Exception {
        int port = FreePort.find();
        try (Transport transport = Given.open(ways(port, Key.PASSWORD), request -> request.answer(202));
                Peer words = new Peer(port)) {
            try (SSLSocket socket = connected(port, version)) {
                socket.getOutputStream()
                        .write(words.request("MESSAGE", "sip:3001@pbx.example")
                                .replace("SIP/2.0/UDP", "SIP/2.0/TLS")
                                .getBytes(StandardCharsets.US_ASCII));
                byte[] start = socket.getInputStream().readNBytes(12);

                assertThat(new String(start, StandardCharsets.US_ASCII)).isEqualTo("SIP/2.0 202 ");
                assertThat(socket.getSession().getProtocol()).isEqualTo(version);
            }
        }
    }

    @Test
    void a_wrong_password_is_told() {
        int port = FreePort.find();
        assertThatThrownBy(() -> Given.open(ways(port, "wrong"), request -> {}))
                .isInstanceOf(StackException.class)
                .hasMessageContaining(key.keystore().toString())
                .hasMessageContaining("sip.tls")
                .hasMessageNotContaining("wrong");
    }

    private Transport.Ways ways(int port, String password) {
        return new Transport.Ways(
                List.of(new ListeningAddress("tls", "127.0.0.1", port)),
                Optional.of(new TlsKey(key.keystore(), password, Optional.empty())),
                Duration.ofHours(1));
    }

    private SSLSocket connected(int port, String version) throws Exception {
        SSLSocket socket = (SSLSocket) key.connected(port);
        socket.setEnabledProtocols(new String[] {version});
        socket.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
        return socket;
    }
}
