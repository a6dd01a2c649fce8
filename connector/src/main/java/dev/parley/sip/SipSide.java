package dev.parley.sip;

import dev.parley.chat.Relay;
import dev.parley.chat.RelayListener;
import dev.parley.config.Config;
import dev.parley.config.SipConfig;
import dev.parley.room.RoomId;
import dev.parley.room.Rooms;
import dev.parley.sip.auth.Identities;
import dev.parley.sip.auth.Senders;
import dev.parley.sip.message.Answers;
import dev.parley.sip.message.DialogMessages;
import dev.parley.sip.message.Envelopes;
import dev.parley.sip.message.Receipts;
import dev.parley.sip.message.RoomMessages;
import dev.parley.sip.message.Typing;
import dev.parley.sip.message.Whisper;
import dev.parley.sip.stack.ListeningAddress;
import dev.parley.sip.stack.RequestHandler;
import dev.parley.sip.stack.Sip;
import dev.parley.sip.stack.StackException;
import dev.parley.sip.stack.Tally;
import dev.parley.sip.stack.TlsKey;
import dev.parley.sip.stack.Transport;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Parley's own SIP side: wires what serves its methods. */
public final class SipSide implements AutoCloseable {
    private static final Duration WATCH = Duration.ofSeconds(10);

    private final Transport transport;
    private final Receipts receipts;

    public SipSide(Config config, SipConfig own, Rooms rooms, Relay relay, Executor threads, Clock clock) {
        Sip sip = new Sip();
        RoomAddresses addresses = new RoomAddresses(config.pbxs());
        Senders senders =
                new Identities(own.senders(), hosts(config, own, addresses), uri -> room(uri, sip, addresses), clock);
        Whisper whisper = (room, member, type, body) -> {};
        this.receipts = new Receipts(addresses::uri, whisper, threads, clock);
        RoomMessages messages = new RoomMessages(
                rooms,
                relay,
                senders,
                new Envelopes(addresses::room, sip),
                new Typing(rooms, config.links(), config.profiles(), whisper, clock),
                receipts,
                DialogMessages.NONE,
                new Answers(sip, config.chat().perSender()),
                sip,
                clock);
        List<RequestHandler> handlers = List.of(new Options(sip, this::allow), messages);
        this.transport = new Transport(ways(own), sip, handlers, Set.of(), addresses::room, threads, Tally.NONE, clock);
    }

    private static Transport.Ways ways(SipConfig own) {
        return new Transport.Ways(
                own.listen().stream()
                        .map(listen -> new ListeningAddress(listen.transport(), listen.host(), listen.port()))
                        .toList(),
                own.tls().map(tls -> new TlsKey(tls.keystore(), tls.password().value())),
                own.perSource(),
                WATCH);
    }

    /** Whose addresses we know to be our own people's. */
    private static Set<String> hosts(Config config, SipConfig own, RoomAddresses addresses) {
        return Stream.concat(Stream.of(own.host()), config.pbxs().stream().map(pbx -> addresses.domain(pbx.name())))
                .map(host -> host.replaceFirst(":[0-9]{1,5}$", "").toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<RoomId> room(String uri, Sip sip, RoomAddresses addresses) {
        try {
            return addresses.room(sip.uri(uri));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** @throws StackException if an address cannot be listened on */
    public void open() throws StackException {
        transport.open();
    }

    /** What has to hear what becomes of copies. */
    public RelayListener listener() {
        return receipts;
    }

    private List<String> allow() {
        return transport.allow();
    }

    @Override
    public void close() {
        transport.close();
    }
}
