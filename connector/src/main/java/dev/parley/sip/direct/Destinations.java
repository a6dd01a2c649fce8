package dev.parley.sip.direct;

import dev.parley.room.Member;
import java.util.List;

/** Where a member can be written to. */
interface Destinations {
    /**
     * @param pbx the member's
     * @param exceptSource the address of a device that gets nothing; empty for none
     * @return none if no way is known, or none that leaves that device out
     */
    List<Destination> of(String pbx, Member member, String exceptSource);
}
