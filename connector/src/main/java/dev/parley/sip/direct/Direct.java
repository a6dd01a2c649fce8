package dev.parley.sip.direct;

import dev.parley.config.DirectConfig;
import dev.parley.config.OutboundProxy;
import dev.parley.sip.auth.Login;
import dev.parley.sip.stack.Outbox;
import dev.parley.sip.stack.Sip;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Puts the route together. */
public final class Direct {
    private Direct() {}

    public static DirectCourier courier(
            DirectConfig config,
            Registrations registrations,
            Addresses addresses,
            Sip sip,
            Outbox outbox,
            Executor threads,
            Clock clock) {
        Destinations destinations = config.proxy()
                .<Destinations>map(proxy -> new ThroughProxy(proxy.uri(), addresses))
                .orElseGet(() -> new ToContacts(registrations));
        Optional<Login> login = config.proxy().flatMap(OutboundProxy::login).map(Direct::login);
        Delivery delivery = new Delivery(new StackSender(sip, outbox), login, clock);
        return new DirectCourier(destinations, addresses, delivery, threads);
    }

    private static Login login(OutboundProxy.Login known) {
        return new Login(known.user(), known.secret().value());
    }
}
