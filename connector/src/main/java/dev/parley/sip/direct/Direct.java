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

/**
 * Parley's own way to phones.
 *
 * @param courier for texts
 * @param asides for all else
 */
public record Direct(DirectCourier courier, Asides asides) {
    /**
     * @param calls those that go through Parley itself
     * @param receipts what the sender of a text wants to hear of it from its readers' phones
     */
    public static Direct of(
            DirectConfig config,
            Registrations registrations,
            Optional<FocusCalls> calls,
            Addresses addresses,
            Function<TextId, Optional<ReceiptRequest>> receipts,
            Sip sip,
            Outbox outbox,
            Executor threads,
            Clock clock) {
        Destinations accounts = config.proxy()
                .<Destinations>map(proxy -> new ThroughProxy(proxy.uri(), addresses))
                .orElseGet(() -> new ToContacts(registrations));
        Destinations destinations = new ToOwnCalls(calls, sip, accounts);
        Optional<Login> login = config.proxy().flatMap(OutboundProxy::login).map(Direct::login);
        Delivery delivery = new Delivery(new StackSender(sip, outbox), login, clock);
        return new Direct(
                new DirectCourier(destinations, addresses, new Forms(addresses, receipts), delivery, threads),
                new Asides(destinations, addresses, delivery, threads, clock));
    }

    private static Login login(OutboundProxy.Login known) {
        return new Login(known.user(), known.secret().value());
    }
}
