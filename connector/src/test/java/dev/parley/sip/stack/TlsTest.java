package dev.parley.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsTest {
    private static final String PASSWORD = "secret";

    private Path keystore = Path.of("");

    @BeforeAll
    void makeKey(@TempDir Path dir) throws Exception {
        keystore = dir.resolve("sip.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "sip",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keystore.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor())
                .as(new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void a_request_over_tls_is_served(String version) throws Exception {
        int port = FreePort.find();
        try (Transport transport = Given.open(ways(port, PASSWORD), request -> request.answer(202));
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
                .hasMessageContaining(keystore.toString())
                .hasMessageContaining("sip.tls")
                .hasMessageNotContaining("wrong");
    }

    private Transport.Ways ways(int port, String password) {
        return new Transport.Ways(
                List.of(new ListeningAddress("tls", "127.0.0.1", port)),
                Optional.of(new TlsKey(keystore, password, Optional.empty())),
                Duration.ofHours(1));
    }

    private SSLSocket connected(int port, String version) throws Exception {
        KeyStore known = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keystore)) {
            known.load(in, PASSWORD.toCharArray());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(known);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
        socket.setEnabledProtocols(new String[] {version});
        socket.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
        return socket;
    }
}
