package dev.parley.pbx.freeswitch;

import dev.parley.esl.EslClient;
import dev.parley.esl.EslConnection;
import dev.parley.esl.EslEvent;
import dev.parley.esl.EslException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps {@link Registrations} true: asks about accounts that are new in our rooms, and about those of which something was heard. */
final class RegistrationInquiry {
    private static final Logger LOG = LoggerFactory.getLogger(RegistrationInquiry.class);
    /** Over the connection for texts: few at a time, so that texts go first. */
    private static final int AT_ONCE = 4;
    /** Of the fields that {@code sofia status profile … user …} prints of each device, two in a row (1.11). */
    private static final Pattern SEEN_AT = Pattern.compile("(?m)^IP: *\\t(\\S+)\\nPort: *\\t([0-9]{1,5})$");

    private final Registrations registrations;
    private final Legs legs;
    private final EslClient commands;
    private final Semaphore asking = new Semaphore(AT_ONCE);

    RegistrationInquiry(Registrations registrations, Legs legs, EslClient commands) {
        this.registrations = registrations;
        this.legs = legs;
        this.commands = commands;
    }

    /** A sofia:: event about one account. */
    void heard(EslEvent event, String account) {
        if (event.subclass().equals("sofia::register")) {
            registrations.registered(
                    account,
                    Address.of(
                            event.header("network-ip").orElse(""),
                            event.header("network-port").orElse("")));
        } else {
            registrations.ended(account);
        }
        renew();
    }

    /** Returns at once. */
    void renew() {
        registrations.due(legs.accounts()).forEach(question -> Thread.startVirtualThread(() -> ask(question)));
    }

    private void ask(Registrations.Question question) {
        asking.acquireUninterruptibly();
        try {
            Optional<EslConnection> connection = commands.now();
            if (connection.isPresent()) {
                registrations.answered(question, addresses(question.account(), connection.get()));
            } else {
                registrations.unanswered(question);
            }
        } catch (EslException e) {
            registrations.unanswered(question);
            LOG.debug("{} stays unknown for now: {}", question.account(), e.getMessage());
        } finally {
            asking.release();
        }
    }

    private static Set<String> addresses(Registrations.Account account, EslConnection connection) throws EslException {
        if (!Contacts.isSafe(account.name()) || !Contacts.isSafe(account.profile())) {
            return Set.of();
        }
        String printed = connection
                .api("sofia status profile " + account.profile() + " user " + account.name())
                .text();
        return SEEN_AT.matcher(printed)
                .results()
                .map(device -> Address.of(device.group(1), device.group(2)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
