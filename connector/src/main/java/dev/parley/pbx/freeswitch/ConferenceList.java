package dev.parley.pbx.freeswitch;

import dev.parley.room.Flag;
import dev.parley.room.MemberId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A conference as {@code conference json_list} prints it.
 *
 * @param life FreeSWITCH's id of this conference, new each time a room begins
 * @param members in the order in which they came; recordings are listed among them and are left out
 */
record ConferenceList(String name, String life, boolean locked, List<Listed> members) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** @param name as the caller is called */
    record Listed(MemberId id, String name, Set<Flag> flags) {}

    ConferenceList {
        members = List.copyOf(members);
    }

    /** @throws UnreadableListException if FreeSWITCH printed something else, as it does without mod_conference */
    static List<ConferenceList> read(String printed) throws UnreadableListException {
        if (printed.strip().startsWith("+OK No active conferences")
                || printed.strip().startsWith("No active conferences")) {
            return List.of();
        }
        try {
            List<ConferenceList> lists = new ArrayList<>();
            for (JsonNode conference : array(JSON.readTree(printed))) {
                lists.add(new ConferenceList(
                        text(conference, "conference_name"),
                        text(conference, "conference_uuid"),
                        conference.path("locked").asBoolean(false),
                        members(conference.path("members"))));
            }
            return lists;
        } catch (JacksonException e) {
            throw new UnreadableListException(printed);
        }
    }

    private static JsonNode array(JsonNode root) throws UnreadableListException {
        if (!root.isArray()) {
            throw new UnreadableListException(root.toString());
        }
        return root;
    }

    /** FreeSWITCH lists the newest first (1.11). */
    private static List<Listed> members(JsonNode listed) {
        List<Listed> members = new ArrayList<>();
        for (JsonNode member : listed) {
            if (!text(member, "uuid").isEmpty()) {
                members.addFirst(member(member));
            }
        }
        return members;
    }

    private static Listed member(JsonNode member) {
        JsonNode flags = member.path("flags");
        Set<Flag> set = EnumSet.noneOf(Flag.class);
        flag(set, Flag.MUTED, !flags.path("can_speak").asBoolean(true));
        flag(set, Flag.TALKING, flags.path("talking").asBoolean(false));
        flag(set, Flag.ADMIN, flags.path("is_moderator").asBoolean(false));
        flag(set, Flag.HELD, flags.path("hold").asBoolean(false));
        String name = text(member, "caller_id_name");
        return new Listed(
                new MemberId(text(member, "uuid")), name.isEmpty() ? text(member, "caller_id_number") : name, set);
    }

    private static void flag(Set<Flag> flags, Flag flag, boolean on) {
        if (on) {
            flags.add(flag);
        }
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
