package dev.parley.sip.notifier;

import dev.parley.conference.View;
import dev.parley.room.Flag;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.Room;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Who subscribes, as far as it is proven.
 *
 * @param account its name, empty for a leg that belongs to none
 * @param leg empty where only the account is known
 */
public record Subscriber(String account, Optional<MemberId> leg) {
    public static Subscriber account(String account) {
        return new Subscriber(account, Optional.empty());
    }

    /** The account behind a leg keeps the subscription when another phone of the same person stays in the room. */
    public static Subscriber leg(Member member) {
        return new Subscriber(member.identity().endpoint(), Optional.of(member.id()));
    }

    /** What this one may see of the room now (RFC 4575 §8.2). */
    View view(Room room) {
        List<Member> own = room.members().stream().filter(this::is).toList();
        if (own.isEmpty()) {
            return View.OUTSIDER;
        }
        return own.stream().anyMatch(member -> member.is(Flag.ADMIN)) ? View.MODERATOR : View.MEMBER;
    }

    /** For counting how many subscriptions somebody has. */
    String key() {
        return account.isEmpty() ? leg.map(id -> "leg " + id).orElse("") : "account " + account;
    }

    private boolean is(Member member) {
        return leg.filter(member.id()::equals).isPresent()
                || !account.isEmpty()
                        && (account.equals(member.identity().endpoint())
                                || Arrays.asList(member.identity().aor().split(","))
                                        .contains(account));
    }
}
