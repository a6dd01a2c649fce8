package dev.parley.interop.phone;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * What kind of phone it is. Everything is written to the wire as it stands here, also when it is wrong.
 *
 * @param speaks whether it sends and counts packets of audio
 */
public record PhoneOptions(
        String user,
        String display,
        InetSocketAddress server,
        Transport transport,
        Optional<Login> login,
        String userAgent,
        String allow,
        Duration patience,
        boolean keepsExchanges,
        boolean speaks,
        Optional<String> address,
        Optional<String> contact) {

    /** A UDP phone without a password that allows everything. */
    public static PhoneOptions of(String user, InetSocketAddress server) {
        return new PhoneOptions(
                user,
                "",
                server,
                Transport.UDP,
                Optional.empty(),
                "TestPhone/" + user,
                "INVITE, ACK, BYE, CANCEL, MESSAGE, OPTIONS, NOTIFY, REFER",
                Duration.ofSeconds(10),
                true,
                false,
                Optional.empty(),
                Optional.empty());
    }

    /** The name in From. */
    public PhoneOptions withDisplay(String name) {
        return new PhoneOptions(
                user,
                name,
                server,
                transport,
                login,
                userAgent,
                allow,
                patience,
                keepsExchanges,
                speaks,
                address,
                contact);
    }

    /** Registers, calls and writes there. */
    public PhoneOptions withServer(InetSocketAddress other) {
        return new PhoneOptions(
                user,
                display,
                other,
                transport,
                login,
                userAgent,
                allow,
                patience,
                keepsExchanges,
                speaks,
                address,
                contact);
    }

    public PhoneOptions withTransport(Transport other) {
        return new PhoneOptions(
                user,
                display,
                server,
                other,
                login,
                userAgent,
                allow,
                patience,
                keepsExchanges,
                speaks,
                address,
                contact);
    }

    /** The user of the digest is the phone's own. */
    public PhoneOptions withPassword(String secret) {
        return withLogin(new Login(user, secret));
    }

    public PhoneOptions withLogin(Login other) {
        return new PhoneOptions(
                user,
                display,
                server,
                transport,
                Optional.of(other),
                userAgent,
                allow,
                patience,
                keepsExchanges,
                speaks,
                address,
                contact);
    }

    public PhoneOptions withUserAgent(String agent) {
        return new PhoneOptions(
                user,
                display,
                server,
                transport,
                login,
                agent,
                allow,
                patience,
                keepsExchanges,
                speaks,
                address,
                contact);
    }

    /** The methods in Allow; without MESSAGE the PBX can know that this phone takes none. */
    public PhoneOptions withAllow(String methods) {
        return new PhoneOptions(
                user,
                display,
                server,
                transport,
                login,
                userAgent,
                methods,
                patience,
                keepsExchanges,
                speaks,
                address,
                contact);
    }

    /** How long it waits for an answer. */
    public PhoneOptions withPatience(Duration time) {
        return new PhoneOptions(
                user,
                display,
                server,
                transport,
                login,
                userAgent,
                allow,
                time,
                keepsExchanges,
                speaks,
                address,
                contact);
    }

    /** For benchmarks: remembers texts only, not every message. */
    public PhoneOptions withoutExchanges() {
        return new PhoneOptions(
                user, display, server, transport, login, userAgent, allow, patience, false, speaks, address, contact);
    }

    /** Sends silence in its calls, and counts what comes. */
    public PhoneOptions withAudio() {
        return new PhoneOptions(
                user,
                display,
                server,
                transport,
                login,
                userAgent,
                allow,
                patience,
                keepsExchanges,
                true,
                address,
                contact);
    }

    /** Another URI in From than that of the user at the server. */
    public PhoneOptions withAddress(String uri) {
        return new PhoneOptions(
                user,
                display,
                server,
                transport,
                login,
                userAgent,
                allow,
                patience,
                keepsExchanges,
                speaks,
                Optional.of(uri),
                contact);
    }

    /** Another URI in Contact than where the phone is. */
    public PhoneOptions withContact(String uri) {
        return new PhoneOptions(
                user,
                display,
                server,
                transport,
                login,
                userAgent,
                allow,
                patience,
                keepsExchanges,
                speaks,
                address,
                Optional.of(uri));
    }
}
