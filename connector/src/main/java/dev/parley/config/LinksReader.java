package dev.parley.config;

import dev.parley.chat.Links;
import dev.parley.room.RoomId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code link}: which rooms are one chat. */
final class LinksReader {
    private static final String EXAMPLE = "Write for example rooms: [main/3001, branch/4001]";

    private final List<PbxConfig> pbxs;
    private final Set<RoomId> taken = new HashSet<>();

    private LinksReader(List<PbxConfig> pbxs) {
        this.pbxs = pbxs;
    }

    static Links read(Section root, List<PbxConfig> pbxs) {
        LinksReader reader = new LinksReader(pbxs);
        List<Set<RoomId>> chats = new ArrayList<>();
        root.sections("link").forEach(link -> chats.add(reader.chat(link)));
        return new Links(chats);
    }

    private Set<RoomId> chat(Section link) {
        Optional<List<RoomId>> rooms = link.list("rooms", this::room);
        Set<RoomId> chat = new LinkedHashSet<>(rooms.orElse(List.of()));
        if (!link.has("rooms") || rooms.filter(read -> read.size() < 2).isPresent()) {
            link.wrong("rooms", "there are less than two.", EXAMPLE);
        }
        return chat;
    }

    private RoomId room(String written) throws Unfit {
        int slash = written.indexOf('/');
        if (slash < 1 || slash == written.length() - 1) {
            throw new Unfit(Words.quoted(written) + " is no room.", EXAMPLE);
        }
        RoomId room = new RoomId(written.substring(0, slash), written.substring(slash + 1));
        Optional<PbxConfig> pbx =
                pbxs.stream().filter(known -> known.name().equals(room.pbx())).findFirst();
        if (pbx.isEmpty()) {
            throw new Unfit(
                    Words.quoted(written) + " is on no PBX of this file.",
                    "Write one of " + pbxs.stream().map(PbxConfig::name).collect(Collectors.joining(", "))
                            + " before the slash.");
        }
        if (pbx.get().rooms().stream().noneMatch(pattern -> pattern.matches(room.name()))) {
            throw new Unfit(
                    Words.quoted(written) + " is none of Parley's rooms there.",
                    "Let a match under rooms of " + room.pbx() + " fit it.");
        }
        if (!taken.add(room)) {
            throw new Unfit(Words.quoted(written) + " is linked already.", "Write all its rooms into one link.");
        }
        return room;
    }
}
