package dev.parley.interop.connector;

import dev.parley.chat.ClientProfiles;
import dev.parley.chat.Rate;
import dev.parley.config.AdminConfig;
import dev.parley.config.AsteriskConfig;
import dev.parley.config.ChatConfig;
import dev.parley.config.Config;
import dev.parley.config.ConfigFile;
import dev.parley.config.RoomPattern;
import dev.parley.config.RoomPattern.InDialog;
import dev.parley.config.ScribeConfig;
import dev.parley.config.Secret;
import dev.parley.interop.asterisk.AsteriskServer;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a Parley of the demo, the tests and the benchmarks is set: the shipped defaults, but for what a test is about.
 *
 * @param amiPort where AMI is reached: Asterisk itself, or a relay in front of it
 */
public record Settings(
        AsteriskServer asterisk,
        int amiPort,
        AsteriskConfig.Door door,
        boolean http,
        Optional<Rate> rate,
        Duration reconcile,
        Duration silence,
        Optional<String> sip,
        Optional<ScribeConfig.Unverified> scribe,
        ClientProfiles profiles) {
    /** With the profiles that Parley knows by itself. */
    public Settings(
            AsteriskServer asterisk,
            int amiPort,
            AsteriskConfig.Door door,
            boolean http,
            Optional<Rate> rate,
            Duration reconcile,
            Duration silence,
            Optional<String> sip,
            Optional<ScribeConfig.Unverified> scribe) {
        this(
                asterisk,
                amiPort,
                door,
                http,
                rate,
                reconcile,
                silence,
                sip,
                scribe,
                ConfigFile.defaults(List.of()).profiles());
    }

    public static Settings of(AsteriskServer asterisk) {
        return new Settings(
                asterisk,
                asterisk.amiPort(),
                new AsteriskConfig.Door.UserEvent(),
                false,
                Optional.empty(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(15),
                Optional.empty(),
                Optional.empty());
    }

    public Settings withAmiPort(int port) {
        return new Settings(asterisk, port, door, http, rate, reconcile, silence, sip, scribe, profiles);
    }

    public Settings withFastAgi(int port) {
        return new Settings(
                asterisk,
                amiPort,
                new AsteriskConfig.Door.FastAgi("127.0.0.1", port),
                http,
                rate,
                reconcile,
                silence,
                sip,
                scribe,
                profiles);
    }

    /** Long texts go over AMI-over-HTTP in one piece. */
    public Settings withHttp() {
        return new Settings(asterisk, amiPort, door, true, rate, reconcile, silence, sip, scribe, profiles);
    }

    public Settings withRate(Rate limit) {
        return new Settings(
                asterisk, amiPort, door, http, Optional.of(limit), reconcile, silence, sip, scribe, profiles);
    }

    public Settings withSilence(Duration longest) {
        return new Settings(asterisk, amiPort, door, http, rate, reconcile, longest, sip, scribe, profiles);
    }

    /** With a SIP side of Parley's own, as the section {@code sip} of parley.yaml writes it, without indentation. */
    public Settings withSip(String yaml) {
        return new Settings(
                asterisk, amiPort, door, http, rate, reconcile, silence, Optional.of(yaml), scribe, profiles);
    }

    /** Texts inside calls go through Parley's silent leg. */
    public Settings withScribe(ScribeConfig.Unverified unverified) {
        return new Settings(
                asterisk,
                amiPort,
                door,
                http,
                rate,
                reconcile,
                silence,
                Optional.of("listen: [udp:127.0.0.1:" + freeUdp() + "]"),
                Optional.of(unverified),
                profiles);
    }

    /** In the place of those that Parley knows by itself. */
    public Settings withProfiles(ClientProfiles known) {
        return new Settings(asterisk, amiPort, door, http, rate, reconcile, silence, sip, scribe, known);
    }

    private static int freeUdp() {
        try (var socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            return socket.getLocalPort();
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Config config() {
        Config defaults = ConfigFile.defaults(List.of(pbx()));
        return new Config(
                defaults.pbxs(),
                defaults.links(),
                chat(defaults.chat()),
                defaults.trace(),
                new AdminConfig(true, "127.0.0.1", 0),
                sip.map(SipSection::read),
                profiles);
    }

    private ChatConfig chat(ChatConfig defaults) {
        return new ChatConfig(
                defaults.types(),
                defaults.maxBytes(),
                rate.orElse(defaults.perSender()),
                rate.orElse(defaults.perRoom()),
                defaults.duplicates(),
                defaults.expiry(),
                defaults.lane(),
                defaults.drain());
    }

    public AsteriskConfig pbx() {
        return new AsteriskConfig(
                "main",
                "127.0.0.1",
                amiPort,
                false,
                AsteriskServer.PARLEY_USER,
                new Secret(AsteriskServer.PARLEY_SECRET),
                "127.0.0.1:" + asterisk.sipPort(),
                door,
                http ? Optional.of(URI.create("http://127.0.0.1:" + asterisk.httpPort())) : Optional.empty(),
                List.of(),
                reconcile,
                silence,
                List.of(new RoomPattern(
                        Pattern.compile("30[0-9]{2}"), scribe.isPresent() ? InDialog.SCRIBE : InDialog.NATIVE)),
                scribe.map(this::account));
    }

    private ScribeConfig account(ScribeConfig.Unverified unverified) {
        return new ScribeConfig(
                AsteriskServer.SCRIBE,
                AsteriskServer.SCRIBE,
                new Secret(AsteriskServer.SCRIBE_SECRET),
                "127.0.0.1",
                asterisk.sipPort(),
                unverified);
    }
}
