package dev.parley.chat;

/**
 * Gives each part to whoever goes its route.
 *
 * @param pbx the PBX of the room
 * @param direct Parley's own way to phones
 * @param inCall into the calls that go through Parley itself
 * @param calls which these are
 */
public record ByRoute(Courier pbx, Courier direct, Courier inCall, OwnCalls calls) implements Courier {
    @Override
    public Limits limits(Route route, Copy copy) {
        return of(route, copy).limits(route, copy);
    }

    @Override
    public Outcome send(Part part) {
        return of(part.route(), part.copy()).send(part);
    }

    /** Whoever wrote through the PBX is answered through the PBX. */
    @Override
    public Outcome answer(Notice notice) {
        return pbx.answer(notice);
    }

    private Courier of(Route route, Copy copy) {
        return switch (route) {
            case DIRECT -> direct;
            case OUT_OF_DIALOG -> pbx;
            case IN_DIALOG -> calls.phone(copy.to()).isPresent() ? inCall : pbx;
        };
    }
}
