package dev.parley.config;

import dev.parley.config.RoomPattern.InDialog;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one entry of {@code pbx}: its name, its rooms, and the section that says which PBX it is. */
final class PbxReader {
    private static final String ROOMS = "30[0-9]{2}";
    private static final Map<String, InDialog> IN_DIALOG = Map.of("native", InDialog.NATIVE, "scribe", InDialog.SCRIBE);

    private final AsteriskReader asterisk;
    private final FreeSwitchReader freeswitch;

    PbxReader(SecretReader secrets) {
        this.asterisk = new AsteriskReader(secrets);
        this.freeswitch = new FreeSwitchReader(secrets);
    }

    /** Empty if something that has no default is missing or wrong; the errors say what. */
    Optional<PbxConfig> read(Section pbx) {
        Optional<String> name = pbx.require("name", Kinds.name("main"), "main");
        List<RoomPattern> rooms = rooms(pbx);
        if (pbx.has("asterisk") && pbx.has("freeswitch")) {
            pbx.wrong("freeswitch", "there is asterisk too.", "Keep one of them: each PBX is an entry of its own.");
        }
        if (pbx.has("freeswitch") && rooms.stream().anyMatch(room -> room.inDialog() == InDialog.SCRIBE)) {
            pbx.wrong(
                    "rooms",
                    "a scribe is for Asterisk only.",
                    "FreeSWITCH hands texts inside calls over by itself: remove in-dialog.");
        }
        Optional<PbxConfig> config = pbx.has("freeswitch")
                ? freeswitch.read(name.orElse(""), rooms, pbx.section("freeswitch"))
                : asterisk.read(name.orElse(""), rooms, pbx.section("asterisk"));
        return name.isPresent() ? config : Optional.empty();
    }

    private static List<RoomPattern> rooms(Section pbx) {
        List<Section> rooms = pbx.sections("rooms");
        if (pbx.isEmpty("rooms")) {
            pbx.wrong(
                    "rooms",
                    "there is none.",
                    "Say which conferences are Parley's, for example - match: \"" + ROOMS + "\"");
        }
        return rooms.stream().flatMap(room -> room(room).stream()).toList();
    }

    private static Optional<RoomPattern> room(Section room) {
        InDialog inDialog = room.get("in-dialog", Kinds.oneOf(IN_DIALOG), InDialog.NATIVE);
        return room.require("match", Patterns.pattern(ROOMS), '"' + ROOMS + '"')
                .map(match -> new RoomPattern(match, inDialog));
    }
}
