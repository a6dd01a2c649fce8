package dev.parley.sip.focus.control;

import dev.parley.config.ControlConfig;
import dev.parley.room.Flag;
import dev.parley.room.Member;
import dev.parley.room.Room;

/** Who may throw others out. */
final class Moderators {
    private final ControlConfig.Moderators config;

    Moderators(ControlConfig.Moderators config) {
        this.config = config;
    }

    boolean include(Referrer by, Room room) {
        return config.users().contains(by.user())
                || by.member().filter(member -> isChair(member, room)).isPresent();
    }

    private boolean isChair(Member member, Room room) {
        return config.pbx() && member.is(Flag.ADMIN)
                || config.first()
                        && room.members().stream()
                                .findFirst()
                                .filter(longest -> longest.id().equals(member.id()))
                                .isPresent();
    }
}
