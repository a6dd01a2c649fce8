package dev.parley.pbx.asterisk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.asteriskjava.manager.action.GetVarAction;

/**
 * The registered devices of endpoints, asked for without needing the {@code system} right. Remembered for a moment; a
 * ContactStatus event makes us ask again at once.
 */
final class Contacts {
    /** As long as nobody tells when a phone moves. */
    private static final Duration FRESH = Duration.ofSeconds(5);
    /** Where ContactStatus events come, which say so at once. */
    private static final Duration FRESH_WHERE_TOLD = Duration.ofMinutes(1);

    private static final int MOST_REMEMBERED = 20_000;

    private record Known(List<Contact> contacts, Instant until) {}

    /** What could be found out about an endpoint's devices. */
    sealed interface Found {
        record Devices(List<Contact> contacts) implements Found {}

        record Refused(String why) implements Found {}

        record Lost() implements Found {}
    }

    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();
    private volatile boolean told;

    Contacts(Clock clock) {
        this.clock = clock;
    }

    Found of(String endpoint, AmiSession session, Duration patience) {
        return fresh(endpoint).<Found>map(Found.Devices::new).orElseGet(() -> ask(endpoint, session, patience));
    }

    /** As they are at this moment: a call that goes where a phone was some seconds ago does not come. */
    Found now(String endpoint, AmiSession session, Duration patience) {
        return ask(endpoint, session, patience);
    }

    private Optional<List<Contact>> fresh(String endpoint) {
        Instant now = clock.instant();
        return Optional.ofNullable(known.get(endpoint))
                .filter(k -> k.until().isAfter(now))
                .map(Known::contacts);
    }

    /** A device of the endpoint came, went or moved. */
    void changed(String endpoint) {
        told = true;
        changes.incrementAndGet();
        known.remove(endpoint);
    }

    /** Nothing was told while Asterisk was out of sight. */
    void forgetAll() {
        told = false;
        changes.incrementAndGet();
        known.clear();
    }

    private Found ask(String endpoint, AmiSession session, Duration patience) {
        Optional<String> safe = AmiValue.endpoint(endpoint);
        if (safe.isEmpty()) {
            return new Found.Refused("endpoint name cannot be asked for");
        }
        long before = changes.get();
        AmiReply reply = session.ask(new GetVarAction("PJSIP_DIAL_CONTACTS(" + safe.get() + ")"), patience);
        return switch (reply) {
            case AmiReply.Success s ->
                new Found.Devices(remember(endpoint, s.value("Value").orElse(""), before));
            case AmiReply.Failure f -> new Found.Refused("Getvar PJSIP_DIAL_CONTACTS: " + f.message());
            case AmiReply.Lost lost -> new Found.Lost();
        };
    }

    /** An answer that was under way while a phone moved may be the old one: it is used, and not kept. */
    private List<Contact> remember(String endpoint, String dialContacts, long before) {
        List<Contact> contacts = Contact.parse(endpoint, dialContacts);
        if (known.size() >= MOST_REMEMBERED) {
            known.clear();
        }
        known.put(endpoint, new Known(contacts, clock.instant().plus(told ? FRESH_WHERE_TOLD : FRESH)));
        if (changes.get() != before) {
            known.remove(endpoint);
        }
        return contacts;
    }
}
