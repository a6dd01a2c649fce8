package dev.parley.admin;

import dev.parley.pbx.Link;
import dev.parley.pbx.PbxState;
import java.time.Instant;
import java.util.List;

/** Whether every PBX is in sight, and since when. */
record HealthView(boolean ready, List<PbxView> pbxs) {

    /**
     * @param why what was tried and what came of it, empty if up
     * @param version what the PBX says it is, empty if down
     */
    record PbxView(String name, String state, Instant since, String why, String version) {
        static PbxView of(PbxState pbx) {
            return switch (pbx.link()) {
                case Link.Up up -> new PbxView(pbx.name(), "up", up.since(), "", up.version());
                case Link.Down down -> new PbxView(pbx.name(), "down", down.since(), down.why(), "");
            };
        }
    }

    static HealthView of(List<PbxState> pbxs) {
        return new HealthView(
                pbxs.stream().allMatch(PbxState::isUp),
                pbxs.stream().map(PbxView::of).toList());
    }
}
