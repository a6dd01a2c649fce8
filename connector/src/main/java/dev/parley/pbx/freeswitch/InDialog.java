package dev.parley.pbx.freeswitch;

import dev.parley.chat.Limits;
import dev.parley.chat.Outcome;
import dev.parley.esl.EslConnection;
import dev.parley.esl.EslException;
import dev.parley.esl.EslReply;
import dev.parley.esl.OutgoingEvent;
import dev.parley.room.MemberId;

/**
 * Texts inside a member's call, by SEND_MESSAGE. FreeSWITCH 1.11 writes the room into From and no name, keeps their order,
 * and never tells what became of them; whatever the phone answers, its call goes on.
 */
final class InDialog {
    private InDialog() {}

    static Limits limits() {
        return new Limits(OutOfDialog.MOST_BYTES, true);
    }

    static Outcome send(MemberId member, String body, EslConnection connection) throws EslException {
        OutgoingEvent text = OutgoingEvent.named("SEND_MESSAGE")
                .with("uuid", member.value())
                .with("content-type", "text/plain")
                .withBody(body);
        EslReply reply = connection.sendEvent(text);
        return reply.isOk() ? new Outcome.HandedOver() : new Outcome.Refused("sendevent: " + reply.text());
    }
}
