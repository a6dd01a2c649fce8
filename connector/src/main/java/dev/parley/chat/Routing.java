package dev.parley.chat;

import dev.parley.room.Member;
import java.util.ArrayList;
import java.util.List;

/** Which ways lead to a member, the better one first. */
final class Routing {
    private Routing() {}

    /** @param direct whether Parley itself writes to the phones of this PBX */
    static List<Route> of(Member member, ClientProfile profile, boolean direct) {
        List<Route> routes = new ArrayList<>();
        if (member.identity().isKnown()) {
            if (direct) {
                routes.add(Route.DIRECT);
            }
            routes.add(Route.OUT_OF_DIALOG);
        }
        return withCall(routes, member, profile);
    }

    /**
     * To a phone whose call goes through Parley itself, which knows better than the PBX where it is: all three phones tried
     * (Linphone 5.1, baresip 1.0, twinkle 1.10) show what comes there from the room where they show the room's texts.
     */
    static List<Route> throughOwnCall(Member member, ClientProfile profile) {
        List<Route> routes = new ArrayList<>();
        routes.add(Route.DIRECT);
        return withCall(routes, member, profile);
    }

    /** A phone that answers 481 to a MESSAGE in its call, or not at all, is hung up on by Asterisk (16.28 and 22.10). */
    private static List<Route> withCall(List<Route> routes, Member member, ClientProfile profile) {
        if (profile.inDialog() && member.leg().allowsMessage()) {
            routes.add(profile.prefer() == Route.IN_DIALOG ? 0 : routes.size(), Route.IN_DIALOG);
        }
        return routes;
    }
}
