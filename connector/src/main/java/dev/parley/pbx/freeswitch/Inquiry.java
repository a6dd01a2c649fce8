package dev.parley.pbx.freeswitch;

import dev.parley.esl.ApiReply;
import dev.parley.esl.EslConnection;
import dev.parley.esl.EslException;
import dev.parley.room.MemberId;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks for what a member's join did not tell, since its conference profile has no verbose-events. */
final class Inquiry {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** An id can be chosen by a phone where inbound-use-callid-as-uuid is set: it must not end the command. */
    private static final Pattern ONE_WORD = Pattern.compile("[^\\s\\p{Cntrl}]+");

    private Inquiry() {}

    /** Empty if the channel is gone, or is no SIP leg. */
    static Optional<LegFacts> describe(MemberId member, EslConnection connection) throws EslException {
        if (!ONE_WORD.matcher(member.value()).matches()) {
            return Optional.empty();
        }
        ApiReply dump = connection.api("uuid_dump " + member.value() + " json");
        return dump.isError() ? Optional.empty() : facts(dump.text());
    }

    private static Optional<LegFacts> facts(String printed) {
        try {
            JsonNode fields = JSON.readTree(printed);
            return LegFacts.of(name -> fields.path(name).asStringOpt());
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
