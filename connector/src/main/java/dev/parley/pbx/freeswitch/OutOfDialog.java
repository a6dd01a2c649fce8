package dev.parley.pbx.freeswitch;

import dev.parley.chat.Copy;
import dev.parley.chat.Limits;
import dev.parley.chat.Notice;
import dev.parley.chat.Outcome;
import dev.parley.chat.Part;
import dev.parley.chat.TextId;
import dev.parley.config.FreeSwitchConfig;
import dev.parley.esl.EslConnection;
import dev.parley.esl.EslException;
import dev.parley.esl.EslReply;
import dev.parley.esl.OutgoingEvent;
import dev.parley.pbx.RoomUri;
import dev.parley.room.Member;
import dev.parley.room.RoomId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Texts as MESSAGEs of their own from the room's URI to each device of a member, by SMS::SEND_MESSAGE. Each waits for its
 * report before the next goes to the same member: with more of them on the way their order is lost (138 inversions in 400
 * on 1.11, none with one at a time).
 */
final class OutOfDialog {
    /** FreeSWITCH sends 60,000 bytes over UDP and nothing of 66,000 (1.11). */
    static final int MOST_BYTES = 60_000;
    /** Copies of ours are known by it should they come back. */
    static final String MARK = TextId.HEADER;

    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_.!~*'()&=+$,;?/%-]+");

    private final Nudge nudge;
    private final FreeSwitchConfig config;
    private final Legs legs;
    private final Contacts contacts;
    private final Reports reports;

    OutOfDialog(FreeSwitchConfig config, Legs legs, Contacts contacts, Reports reports) {
        this.config = config;
        this.legs = legs;
        this.contacts = contacts;
        this.reports = reports;
        this.nudge = new Nudge(reports::areAwaited);
    }

    static Limits limits() {
        return new Limits(MOST_BYTES, true);
    }

    /** Empty where the connection ended before FreeSWITCH answered. */
    Optional<Outcome> send(Part part, EslConnection connection, Duration patience) throws EslException {
        Copy copy = part.copy();
        String account = copy.to().identity().aor();
        String profile = profile(copy.to());
        List<String> devices = contacts(copy.to(), connection);
        List<String> others = devices.stream()
                .filter(device -> copy.exceptSource().isEmpty() || !device.contains("@" + copy.exceptSource()))
                .toList();
        if (others.isEmpty()) {
            return Optional.of(new Outcome.Unreachable("no other device is registered"));
        }
        OutgoingEvent text =
                event(copy.room(), copy.from(), profile, copy.text().value()).withBody(part.body());
        // FreeSWITCH finds the way to an account over TCP, and not to a URI with transport=tcp (503 on 1.11).
        List<String> destinations = others.size() == devices.size()
                ? List.of(account)
                : others.stream().map(uri -> profile + "/" + uri).toList();
        return sendToAll(text, destinations, connection, patience);
    }

    /** Where the devices of a member's account are registered. */
    List<String> contacts(Member member, EslConnection connection) throws EslException {
        return contacts.of(profile(member), member.identity().aor(), connection);
    }

    private String profile(Member member) {
        return legs.of(member.id()).map(LegFacts::profile).orElse(config.profile());
    }

    private Optional<Outcome> sendToAll(
            OutgoingEvent text, List<String> destinations, EslConnection connection, Duration patience)
            throws EslException {
        List<Outcome> outcomes = new ArrayList<>();
        for (String destination : destinations) {
            Optional<Outcome> outcome = send(text.with("to", destination), connection, patience);
            if (outcome.isEmpty()) {
                return outcome;
            }
            outcomes.add(outcome.get());
        }
        return outcomes.stream()
                .filter(outcome -> !(outcome instanceof Outcome.Refused))
                .findFirst()
                .or(() -> Optional.of(outcomes.getFirst()));
    }

    /** To the address that a text came from, or not at all. */
    Optional<Outcome> answer(Notice notice, EslConnection connection, Duration patience) throws EslException {
        String user = notice.to().user();
        String source = notice.to().source();
        if (!USER.matcher(user).matches() || source.isEmpty()) {
            return Optional.of(new Outcome.Unreachable("the text came from nowhere that can be answered"));
        }
        OutgoingEvent text = event(notice.room(), "", config.profile(), "notice")
                .with("to", config.profile() + "/sip:" + user + "@" + source)
                .withBody(notice.words());
        return send(text, connection, patience);
    }

    private OutgoingEvent event(RoomId room, String name, String profile, String mark) {
        String uri = RoomUri.of(room, config.domain());
        OutgoingEvent event = OutgoingEvent.custom("SMS::SEND_MESSAGE")
                .with("proto", "sip")
                .with("dest_proto", "sip")
                .with("from", uri.substring("sip:".length()))
                .with("from_full", NameAddress.of(name, uri))
                .with("sip_profile", profile)
                .with("type", "text/plain")
                .with("sip_h_" + MARK, mark);
        return config.confirm() ? event.with("blocking", "true") : event;
    }

    private Optional<Outcome> send(OutgoingEvent text, EslConnection connection, Duration patience)
            throws EslException {
        try (Reports.Awaited report = reports.expect()) {
            EslReply reply = connection.sendEvent(text.with(Reports.ID, report.id()));
            if (!reply.isOk()) {
                return Optional.of(new Outcome.Refused("sendevent: " + reply.text()));
            }
            nudge.awaited(connection);
            return report.outcome().get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return Optional.of(new Outcome.Expired("FreeSWITCH reported nothing: is mod_sms loaded?"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(new Outcome.Expired("Parley is ending"));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
