package dev.parley.sip.direct;

import dev.parley.chat.Copy;
import dev.parley.chat.Courier;
import dev.parley.chat.Limits;
import dev.parley.chat.Notice;
import dev.parley.chat.Outcome;
import dev.parley.chat.Part;
import dev.parley.chat.Route;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The route {@link Route#DIRECT}: a MESSAGE of Parley's own from the room to each device of the member. */
public final class DirectCourier implements Courier {
    /** Less is no text; the copy goes by the PBX's route then. */
    private static final int LEAST_BYTES = 101;

    /** For a member without a known device, to whom nothing is sent. */
    private static final Limits NOBODY = new Limits(Size.MOST_OVER_UDP / 2, true);

    private final Destinations destinations;
    private final Addresses addresses;
    private final Forms forms;
    private final Delivery delivery;
    private final Executor threads;

    DirectCourier(Destinations destinations, Addresses addresses, Forms forms, Delivery delivery, Executor threads) {
        this.destinations = destinations;
        this.addresses = addresses;
        this.forms = forms;
        this.delivery = delivery;
        this.threads = threads;
    }

    @Override
    public Limits limits(Route route, Copy copy) {
        Envelope envelope = envelope(copy);
        return destinations(copy).stream()
                .mapToInt(to -> delivery.mostBytes(to, envelope, Content.PLAIN))
                .min()
                .stream()
                .mapToObj(bytes -> new Limits(Math.max(bytes, LEAST_BYTES), true))
                .findFirst()
                .orElse(NOBODY);
    }

    @Override
    public Outcome send(Part part) {
        List<Destination> devices = destinations(part.copy());
        if (devices.isEmpty()) {
            return new Outcome.Unreachable("no other device is known to Parley itself");
        }
        List<Content> richer = forms.richer(part);
        if (devices.size() == 1) {
            return send(part, richer, devices.getFirst());
        }
        List<CompletableFuture<Outcome>> outcomes = devices.stream()
                .map(to -> CompletableFuture.supplyAsync(() -> send(part, richer, to), threads))
                .toList();
        return best(outcomes.stream().map(CompletableFuture::join).toList());
    }

    private Outcome send(Part part, List<Content> richer, Destination to) {
        Copy copy = part.copy();
        return delivery.deliver(to, envelope(copy), Content.plain(part.body()), richer, copy.expires());
    }

    /** A copy has arrived where one device has it; it goes another way only where all are out of reach. */
    private static Outcome best(List<Outcome> outcomes) {
        Optional<Outcome> delivered = outcomes.stream()
                .filter(outcome -> outcome instanceof Outcome.Delivered)
                .findFirst();
        return delivered
                .or(() -> outcomes.stream()
                        .filter(outcome -> !(outcome instanceof Outcome.Unreachable))
                        .findFirst())
                .orElseGet(outcomes::getFirst);
    }

    /** Whoever wrote by SIP has a SIP answer, and whoever wrote through a PBX is told through it. */
    @Override
    public Outcome answer(Notice notice) {
        return new Outcome.Unreachable("notices do not go the direct route");
    }

    private List<Destination> destinations(Copy copy) {
        return destinations.of(copy.room().pbx(), copy.to(), copy.exceptSource());
    }

    private Envelope envelope(Copy copy) {
        return new Envelope(
                copy.from(),
                addresses.of(copy.room()),
                addresses.of(copy.room().pbx(), copy.to()),
                copy.text().value());
    }
}
