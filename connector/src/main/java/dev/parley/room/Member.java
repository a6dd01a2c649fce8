package dev.parley.room;

import java.util.EnumSet;
import java.util.Set;

/**
 * One leg in a room.
 *
 * @param name how the PBX names the caller; not unique, and without a configured caller id the phone chose it
 */
public record Member(MemberId id, Identity identity, String name, Set<Flag> flags, Leg leg) {
    public Member {
        flags = Set.copyOf(flags);
    }

    public boolean is(Flag flag) {
        return flags.contains(flag);
    }

    public Member with(Flag flag, boolean on) {
        if (is(flag) == on) {
            return this;
        }
        Set<Flag> changed = EnumSet.noneOf(Flag.class);
        changed.addAll(flags);
        if (on) {
            changed.add(flag);
        } else {
            changed.remove(flag);
        }
        return new Member(id, identity, name, changed, leg);
    }

    public Member described(Identity who, Leg how) {
        return new Member(id, who.isKnown() ? who : identity, name, flags, how.isKnown() ? how : leg);
    }

    /**
     * This member as a later list of the PBX shows it, with what no list tells kept from before: hold, and who it is
     * where the list does not know the leg.
     */
    Member after(Member before) {
        Member now = with(Flag.HELD, before.is(Flag.HELD));
        return leg.isKnown() || !before.leg.isKnown()
                ? now
                : new Member(id, before.identity, name, now.flags, before.leg);
    }
}
