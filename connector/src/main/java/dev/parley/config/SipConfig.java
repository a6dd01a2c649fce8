package dev.parley.config;

import dev.parley.chat.Rate;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Parley's own SIP side.
 *
 * @param listen where it is reached; the first address of a transport is also the one it sends from
 * @param host what it calls itself in Contact: a name or an address, with {@code :port} if it is not 5060
 * @param tls what it shows who it is with; there if it listens on tls
 * @param perSource how many requests one address may send; more get no answer
 * @param senders how senders prove who they are
 * @param subscriptions who may subscribe to rooms, and for how long
 * @param direct texts that it takes to phones without the PBX
 * @param publish to whom rooms are published, if to anybody
 * @param focus calls to rooms that go through Parley's signalling, if any do
 * @param state the directory of what outlives a restart; without it nothing does
 */
public record SipConfig(
        List<Listen> listen,
        String host,
        Optional<Tls> tls,
        Rate perSource,
        SenderConfig senders,
        SubscriptionsConfig subscriptions,
        DirectConfig direct,
        Optional<PublishConfig> publish,
        Optional<FocusConfig> focus,
        Optional<Path> state) {
    public SipConfig {
        listen = List.copyOf(listen);
    }

    /**
     * An address to listen on.
     *
     * @param transport {@code udp}, {@code tcp} or {@code tls}
     * @param host an IP address of this machine
     */
    public record Listen(String transport, String host, int port) {}

    /**
     * @param keystore a PKCS #12 file with a private key and its certificates
     * @param trust another one, under the same password, with certificates that those of phones are signed by; empty: those
     *     that Java comes with
     */
    public record Tls(Path keystore, Secret password, Optional<Path> trust) {}
}
