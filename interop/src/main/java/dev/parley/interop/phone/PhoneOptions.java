package dev.parley.interop.phone;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** What kind of phone it is. Everything is written to the wire as it stands here, also when it is wrong. */
public record PhoneOptions(
        String user,
        String display,
        InetSocketAddress server,
        Transport transport,
        Optional<String> password,
        String userAgent,
        String allow,
        Duration patience,
        boolean keepsExchanges,
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
                Optional.empty(),
                Optional.empty());
    }

    /** The name in From. */
    public PhoneOptions withDisplay(String name) {
        return new PhoneOptions(
                user, name, server, transport, password, userAgent, allow, patience, keepsExchanges, address, contact);
    }

    public PhoneOptions withTransport(Transport other) {
        return new PhoneOptions(
                user, display, server, other, password, userAgent, allow, patience, keepsExchanges, address, contact);
    }

    /** The user of the digest is the phone's own. */
    public PhoneOptions withPassword(String secret) {
        return new PhoneOptions(
                user,
                display,
                server,
                transport,
                Optional.of(secret),
                userAgent,
                allow,
                patience,
                keepsExchanges,
                address,
                contact);
    }

    public PhoneOptions withUserAgent(String agent) {
        return new PhoneOptions(
                user, display, server, transport, password, agent, allow, patience, keepsExchanges, address, contact);
    }

    /** The methods in Allow; without MESSAGE the PBX can know that this phone takes none. */
    public PhoneOptions withAllow(String methods) {
        return new PhoneOptions(
                user,
                display,
                server,
                transport,
                password,
                userAgent,
                methods,
                patience,
                keepsExchanges,
                address,
                contact);
    }

    /** How long it waits for an answer. */
    public PhoneOptions withPatience(Duration time) {
        return new PhoneOptions(
                user, display, server, transport, password, userAgent, allow, time, keepsExchanges, address, contact);
    }

    /** For benchmarks: remembers texts only, not every message. */
    public PhoneOptions withoutExchanges() {
        return new PhoneOptions(
                user, display, server, transport, password, userAgent, allow, patience, false, address, contact);
    }

    /** Another URI in From than that of the user at the server. */
    public PhoneOptions withAddress(String uri) {
        return new PhoneOptions(
                user,
                display,
                server,
                transport,
                password,
                userAgent,
                allow,
                patience,
                keepsExchanges,
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
                password,
                userAgent,
                allow,
                patience,
                keepsExchanges,
                address,
                Optional.of(uri));
    }
}
