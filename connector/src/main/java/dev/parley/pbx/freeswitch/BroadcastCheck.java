package dev.parley.pbx.freeswitch;

import dev.parley.config.FreeSwitchConfig;
import dev.parley.esl.EslConnection;
import dev.parley.esl.EslException;
import dev.parley.pbx.Finding;
import dev.parley.pbx.Finding.Severity;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * FreeSWITCH's own broadcast, which sends each text of a call to all members whose channels have {@code chat_proto} (1.11): they
 * would get it twice, and its sender too.
 */
final class BroadcastCheck {
    /** An id can be chosen by a phone where inbound-use-callid-as-uuid is set. */
    private static final Pattern ONE_WORD = Pattern.compile("[^\\s\\p{Cntrl}]+");

    private static final int MOST_ASKED = 200;

    private final FreeSwitchConfig config;

    BroadcastCheck(FreeSwitchConfig config) {
        this.config = config;
    }

    /** Empty if no member of our rooms has it, or their list cannot be read. */
    Optional<Finding> finding(EslConnection connection) throws EslException {
        for (ConferenceList.Listed member : members(connection)) {
            String proto = connection
                    .api("uuid_getvar " + member.id() + " chat_proto")
                    .text()
                    .strip();
            if (!proto.isEmpty() && !proto.equals("_undef_") && !proto.startsWith("-")) {
                return Optional.of(new Finding(
                        Severity.PROBLEM,
                        config.name() + ": " + member.name()
                                + " is in a room with chat_proto set, so that FreeSWITCH itself"
                                + " sends texts of the call to the members too, and each comes twice. Take chat_proto out of the"
                                + " dialplan, or switch the broadcast off in the conference profile:",
                        "<param name=\"broadcast-chat-messages\" value=\"false\"/>"));
            }
        }
        return Optional.empty();
    }

    private List<ConferenceList.Listed> members(EslConnection connection) throws EslException {
        try {
            return ConferenceList.read(connection.api("conference json_list").text()).stream()
                    .filter(list -> config.rooms().stream().anyMatch(pattern -> pattern.matches(list.name())))
                    .flatMap(list -> list.members().stream())
                    .filter(member -> ONE_WORD.matcher(member.id().value()).matches())
                    .limit(MOST_ASKED)
                    .toList();
        } catch (UnreadableListException e) {
            return List.of(); // the missing module is a finding of its own
        }
    }
}
