package dev.parley.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what stands in {@code sip} of how senders prove who they are. */
final class SenderReader {
    private static final Pattern REALM = Pattern.compile("[A-Za-z0-9_.:\\[\\]@ -]{1,100}");
    private static final Pattern PEER = Pattern.compile(
            "([0-9.]{7,15}|\\[[0-9A-Fa-f:.]+]|[0-9A-Fa-f:]*::[0-9A-Fa-f:.]*)" + "(?::([1-9][0-9]{0,4}))?");

    private final Reading reading;
    private final Path home;

    /** @param home where relative names of files begin */
    SenderReader(Reading reading, Path home) {
        this.reading = reading;
        this.home = home;
    }

    /** @param host what Parley calls itself, which is the realm where none is written */
    SenderConfig read(Section sip, String host) {
        String realm = sip.get("realm", realm(), host.replaceFirst(":[0-9]{1,5}$", ""));
        Optional<Path> users = sip.get("users", Kinds.path(home));
        users.ifPresent(file -> AccountsFile.read(reading.of(file.toString()), file, realm));
        return new SenderConfig(realm, users, sip.list("trusted", peer()).orElse(List.of()));
    }

    private static Kind<String> realm() {
        return text -> {
            if (!REALM.matcher(text).matches()) {
                throw new Unfit(
                        Words.quoted(text) + " is not a realm.",
                        "Write a name of your own, for example chat.pbx.example.");
            }
            return text;
        };
    }

    private static Kind<TrustedPeer> peer() {
        return text -> {
            Matcher parts = PEER.matcher(text);
            OptionalInt port = OptionalInt.empty();
            if (parts.matches() && parts.group(2) != null) {
                port = OptionalInt.of(Integer.parseInt(parts.group(2)));
            }
            if (!parts.matches() || port.orElse(0) > 65_535) {
                throw new Unfit(
                        Words.quoted(text) + " is not an address.",
                        "Write an IP address, with the port that the peer sends from if it has one of its own, for example"
                                + " 192.0.2.7:5060.");
            }
            return new TrustedPeer(address(parts.group(1)), port);
        };
    }

    private static String address(String literal) throws Unfit {
        try {
            InetAddress address = InetAddress.getByName(literal); // asks nobody, since the form lets no name through
            if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
                throw new Unfit(
                        Words.quoted(literal) + " is not the address of one peer.",
                        "Write the address of each proxy or PBX that checks who its senders are.");
            }
            return address.getHostAddress();
        } catch (UnknownHostException e) {
            throw new Unfit(Words.quoted(literal) + " is not an address.", "Write for example 192.0.2.7.");
        }
    }
}
