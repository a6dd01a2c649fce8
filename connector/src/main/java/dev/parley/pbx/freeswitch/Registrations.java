package dev.parley.pbx.freeswitch;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * From which addresses our members' accounts are registered, as FreeSWITCH saw them. Known before a text comes, since a
 * question in between would let the texts behind it overtake. Thread-safe.
 */
final class Registrations {
    /** No question is open, and what is known may be old. */
    private static final long UNASKED = 0;

    private final Map<Account, Known> known = new ConcurrentHashMap<>();
    private final AtomicLong questions = new AtomicLong(UNASKED);

    /**
     * @param profile the sofia profile where it is registered
     * @param name {@code user@domain}
     */
    record Account(String profile, String name) {}

    /** An answer counts only if nothing has been heard of the account since its question. */
    record Question(Account account, long number) {}

    private record Known(Set<String> addresses, long question) {}

    /** The accounts that have a device registered at an address. */
    Set<String> at(String address) {
        return known.entrySet().stream()
                .filter(account -> account.getValue().addresses().contains(address))
                .map(account -> account.getKey().name())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What to ask, so that all of these accounts are known; others are forgotten. */
    List<Question> due(Set<Account> members) {
        known.keySet().retainAll(members);
        return members.stream().flatMap(account -> ask(account).stream()).toList();
    }

    private Optional<Question> ask(Account account) {
        long number = questions.incrementAndGet();
        Known now = known.compute(
                account,
                (key, before) -> before == null
                        ? new Known(Set.of(), number)
                        : before.question() == UNASKED ? new Known(before.addresses(), number) : before);
        return now.question() == number ? Optional.of(new Question(account, number)) : Optional.empty();
    }

    void answered(Question question, Set<String> addresses) {
        known.computeIfPresent(
                question.account(),
                (key, before) -> before.question() == question.number()
                        ? new Known(Set.copyOf(addresses), question.number())
                        : before);
    }

    /** It is due again. */
    void unanswered(Question question) {
        known.computeIfPresent(
                question.account(),
                (key, before) ->
                        before.question() == question.number() ? new Known(before.addresses(), UNASKED) : before);
    }

    /** A device registered. It may have done so in place of another one, which only FreeSWITCH knows. */
    void registered(String name, String address) {
        heard(name, addresses -> {
            Set<String> more = new HashSet<>(addresses);
            more.add(address);
            return Set.copyOf(more);
        });
    }

    /** A device is no longer registered. Until FreeSWITCH has said which are left, none counts. */
    void ended(String name) {
        heard(name, addresses -> Set.of());
    }

    void forgetAll() {
        known.clear();
    }

    private void heard(String name, UnaryOperator<Set<String>> change) {
        known.replaceAll((account, before) ->
                account.name().equals(name) ? new Known(change.apply(before.addresses()), UNASKED) : before);
    }
}
