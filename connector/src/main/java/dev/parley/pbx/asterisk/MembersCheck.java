package dev.parley.pbx.asterisk;

import dev.parley.config.AsteriskConfig;
import dev.parley.pbx.Finding;
import dev.parley.pbx.Finding.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.asteriskjava.manager.action.ConfbridgeListAction;
import org.asteriskjava.manager.action.ConfbridgeListRoomsAction;
import org.asteriskjava.manager.action.PingAction;
import org.asteriskjava.manager.event.ConfbridgeListEvent;
import org.asteriskjava.manager.event.ConfbridgeListRoomsEvent;
import org.asteriskjava.manager.event.ManagerEvent;

/** Whether members come with what the dialplan writes down of them. Only somebody in a room shows it. */
final class MembersCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_NAMED = 8;
    private static final String ASKED_INSTEAD =
            " Parley asks Asterisk about each of them instead, which takes longer and more load.";

    private final AsteriskConfig config;
    private final Set<String> rooms = new ConcurrentSkipListSet<>();
    private final ConcurrentLinkedQueue<Channel> members = new ConcurrentLinkedQueue<>();

    MembersCheck(AsteriskConfig config) {
        this.config = config;
    }

    /** On the reading thread. */
    void seen(ManagerEvent event) {
        if (event instanceof ConfbridgeListRoomsEvent room && isOurs(AmiFields.text(room.getConference()))) {
            rooms.add(room.getConference());
        }
        if (event instanceof ConfbridgeListEvent member) {
            members.add(AmiFields.channel(member));
        }
    }

    List<Finding> findings(AmiSession session) {
        session.ask(new ConfbridgeListRoomsAction(), PATIENCE);
        session.ask(new PingAction(), PATIENCE); // its answer comes behind the list
        rooms.forEach(room -> session.ask(new ConfbridgeListAction(room), PATIENCE));
        session.ask(new PingAction(), PATIENCE);
        List<Channel> phones = members.stream()
                .filter(channel -> channel.endpoint().isPresent())
                .filter(channel -> channel.endpoint().filter(config::isScribe).isEmpty())
                .toList();
        return List.of(phones.isEmpty() ? nobody() : judged(phones));
    }

    private Finding judged(List<Channel> phones) {
        Stream<String> needed = config.scribe().isEmpty()
                ? ManagerLines.VARIABLES.stream()
                : Stream.concat(ManagerLines.VARIABLES.stream(), ManagerLines.SCRIBE_VARIABLES.stream());
        List<String> unlisted = needed.filter(name ->
                        phones.stream().noneMatch(phone -> phone.variables().containsKey(name)))
                .toList();
        if (!unlisted.isEmpty()) {
            return finding(
                    Severity.WARNING,
                    "members come without " + String.join(", ", unlisted) + "." + ASKED_INSTEAD
                            + " In manager.conf, section [general], and then \"manager reload\":",
                    ManagerLines.CHANNEL_VARIABLES);
        }
        // One alone may have come in by a transfer, past the dialplan.
        boolean unidentified = phones.stream()
                .allMatch(phone -> phone.variable("PARLEY_CALLID64").isEmpty());
        return unidentified
                ? finding(
                        Severity.WARNING,
                        names(phones) + " came into a room past parley-identify." + ASKED_INSTEAD
                                + " In extensions.conf, before ConfBridge():",
                        "same => n,Gosub(parley-identify,s,1)")
                : finding(Severity.OK, "members come with what the dialplan knows of them", "");
    }

    private static String names(List<Channel> phones) {
        return phones.stream().map(Channel::name).limit(MOST_NAMED).collect(Collectors.joining(", "));
    }

    private Finding nobody() {
        return finding(
                Severity.NOTE,
                "nobody is in a room of Parley's just now, so that channelvars and parley-identify could not be seen:"
                        + " check again during a conference. In manager.conf, section [general], there must be:",
                ManagerLines.CHANNEL_VARIABLES);
    }

    private boolean isOurs(String conference) {
        return config.rooms().stream().anyMatch(room -> room.matches(conference));
    }

    private Finding finding(Severity severity, String what, String paste) {
        return new Finding(severity, config.name() + ": " + what, paste);
    }
}
