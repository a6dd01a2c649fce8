package dev.parley.chat;

/**
 * Gives each part to whoever goes its route.
 *
 * @param pbx the PBX of the room
 * @param direct Parley's own way to phones
 */
public record ByRoute(Courier pbx, Courier direct) implements Courier {
    @Override
    public Limits limits(Route route, Copy copy) {
        return of(route).limits(route, copy);
    }

    @Override
    public Outcome send(Part part) {
        return of(part.route()).send(part);
    }

    /** Whoever wrote through the PBX is answered through the PBX. */
    @Override
    public Outcome answer(Notice notice) {
        return pbx.answer(notice);
    }

    private Courier of(Route route) {
        return route == Route.DIRECT ? direct : pbx;
    }
}
