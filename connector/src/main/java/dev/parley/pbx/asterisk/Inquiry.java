package dev.parley.pbx.asterisk;

import dev.parley.room.Identity;
import dev.parley.room.Leg;
import dev.parley.room.MemberId;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.asteriskjava.manager.action.CoreSettingsAction;
import org.asteriskjava.manager.action.GetVarAction;

/** Asks for what a member's join did not tell: a transfer swapped its channel in, or the dialplan is not the shipped one. */
final class Inquiry {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AmiSession session;
    private final String channel;

    Inquiry(AmiSession session, Channel channel) {
        this.session = session;
        this.channel = AmiValue.line(channel.name());
    }

    /**
     * @param who as far as the channel's name tells
     * @return empty if the channel does not answer: each PJSIP channel has a Call-ID
     */
    Optional<RoomEvent.Described> describe(RoomId room, MemberId member, Identity who) {
        String callId = ask("CHANNEL(pjsip,call-id)");
        if (callId.isEmpty()) {
            return Optional.empty();
        }
        Leg leg = new Leg(
                callId,
                ask("PJSIP_HEADER(read,User-Agent)"),
                Members.methods(ask("PJSIP_HEADER(read,Allow)")),
                source());
        return Optional.of(new RoomEvent.Described(room, member, who.isKnown() ? account(who.endpoint()) : who, leg));
    }

    /** A phone that Asterisk has called has no remote_addr there (16.28 and 22.10): then the place where it was called. */
    private String source() {
        String seen = ask("CHANNEL(pjsip,remote_addr)");
        String called = seen.isEmpty() ? ask("CHANNEL(pjsip,target_uri)") : "";
        return called.isEmpty() ? seen : new Contact("", called).address();
    }

    private Identity account(String endpoint) {
        return AmiValue.endpoint(endpoint)
                .map(safe ->
                        new Identity(endpoint, askAll("PJSIP_ENDPOINT(" + safe + ",aors)"), !isWithoutPassword(safe)))
                .orElse(new Identity(endpoint, "", true));
    }

    private String ask(String variable) {
        return value(session.ask(new GetVarAction(channel, variable), PATIENCE));
    }

    private String askAll(String variable) {
        return value(session.ask(new GetVarAction(variable), PATIENCE));
    }

    /** Only if Asterisk says so: not knowing must not make a claim easier to prove. */
    private boolean isWithoutPassword(String endpoint) {
        return session.ask(new GetVarAction("PJSIP_ENDPOINT(" + endpoint + ",auth)"), PATIENCE)
                        instanceof AmiReply.Success success
                && success.value("Value").orElse("").isEmpty();
    }

    private static String value(AmiReply reply) {
        return reply instanceof AmiReply.Success success
                ? success.value("Value").orElse("")
                : "";
    }

    /** Sends all questions before it waits for the first answer. */
    static List<AmiReply> globals(AmiSession session, List<String> variables) {
        return session.askAll(variables.stream().map(GetVarAction::new).toList(), PATIENCE);
    }

    /** A global variable that is a number; empty if it is none, or the answer is lost. */
    static OptionalLong number(AmiSession session, String variable) {
        try {
            return OptionalLong.of(Long.parseLong(
                    value(session.ask(new GetVarAction(variable), PATIENCE)).strip()));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    static String version(AmiSession session) {
        AmiReply reply = session.ask(new CoreSettingsAction(), PATIENCE);
        return reply instanceof AmiReply.Success success
                ? "Asterisk " + success.value("AsteriskVersion").orElse("of unknown version")
                : "Asterisk of unknown version";
    }
}
