package dev.parley.sip.direct;

import dev.parley.chat.TextId;
import dev.parley.config.DirectConfig;
import dev.parley.config.OutboundProxy;
import dev.parley.sip.auth.Login;
import dev.parley.sip.legs.FocusCalls;
import dev.parley.sip.message.ReceiptRequest;
import dev.parley.sip.stack.Outbox;
import dev.parley.sip.stack.Sip;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Parley's own way to phones. */
public final class Direct {
    private final Destinations destinations;
    private final Addresses addresses;
    private final Delivery delivery;
    private final Executor threads;
    private final Clock clock;

    /** @param calls those that go through Parley itself */
    public Direct(
            DirectConfig config,
            Registrations registrations,
            Optional<FocusCalls> calls,
            Addresses addresses,
            Sip sip,
            Outbox outbox,
            Executor threads,
            Clock clock) {
        Destinations accounts = config.proxy()
                .<Destinations>map(proxy -> new ThroughProxy(proxy.uri(), addresses))
                .orElseGet(() -> new ToContacts(registrations));
        Optional<Login> login = config.proxy().flatMap(OutboundProxy::login).map(Direct::login);
        this.destinations = new ToOwnCalls(calls, sip, accounts);
        this.addresses = addresses;
        this.delivery = new Delivery(new StackSender(sip, outbox), login, clock);
        this.threads = threads;
        this.clock = clock;
    }

    /**
     * For texts.
     *
     * @param receipts what the sender of a text wants to hear of it from its readers' phones
     */
    public DirectCourier courier(Function<TextId, Optional<ReceiptRequest>> receipts) {
        return new DirectCourier(destinations, addresses, new Forms(addresses, receipts), delivery, threads);
    }

    /** For all else. */
    public Asides asides() {
        return new Asides(destinations, addresses, delivery, threads, clock);
    }

    private static Login login(OutboundProxy.Login known) {
        return new Login(known.user(), known.secret().value());
    }
}
