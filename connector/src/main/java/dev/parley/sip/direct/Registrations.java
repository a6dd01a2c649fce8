package dev.parley.sip.direct;

import dev.parley.room.Member;
import java.util.List;

/** Knows where the devices of a PBX's accounts have registered. May block for some seconds. */
@FunctionalInterface
public interface Registrations {
    /** URIs as the phones wrote them; none if it is not known. */
    List<String> of(String pbx, Member member);
}
