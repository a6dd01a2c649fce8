package dev.parley.sip;

import dev.parley.config.Config;
import dev.parley.config.SipConfig;
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
import java.util.Set;
import java.util.concurrent.Executor;

/** Parley's own SIP side: wires what serves its methods. */
public final class SipSide implements AutoCloseable {
    private static final Duration WATCH = Duration.ofSeconds(10);

    private final Transport transport;

    public SipSide(Config config, SipConfig own, Executor threads, Clock clock) {
        Sip sip = new Sip();
        RoomAddresses addresses = new RoomAddresses(config.pbxs());
        List<RequestHandler> handlers = List.of(new Options(sip, this::allow));
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

    /** @throws StackException if an address cannot be listened on */
    public void open() throws StackException {
        transport.open();
    }

    private List<String> allow() {
        return transport.allow();
    }

    @Override
    public void close() {
        transport.close();
    }
}
