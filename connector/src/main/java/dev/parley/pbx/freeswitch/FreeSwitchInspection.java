package dev.parley.pbx.freeswitch;

import dev.parley.config.FreeSwitchConfig;
import dev.parley.config.Loopback;
import dev.parley.esl.EslConnection;
import dev.parley.esl.EslEvent;
import dev.parley.esl.EslException;
import dev.parley.esl.EslListener;
import dev.parley.esl.EslReply;
import dev.parley.pbx.Finding;
import dev.parley.pbx.Finding.Severity;
import dev.parley.pbx.Inspection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at a live FreeSWITCH for what Parley needs there, and says what to paste where something is missing. */
public final class FreeSwitchInspection implements Inspection {
    private static final List<String> MODULES = List.of("mod_conference", "mod_sofia", "mod_sms");

    private final FreeSwitchConfig config;
    private final boolean focus;

    /** @param focus whether calls to its rooms may go through Parley */
    public FreeSwitchInspection(FreeSwitchConfig config, boolean focus) {
        this.config = config;
        this.focus = focus;
    }

    @Override
    public List<Finding> inspect() {
        try (EslConnection connection = EslConnection.connect(
                Sockets.address(config), Sockets.login(config), Sockets.forCommands(config), new Deaf())) {
            List<Finding> findings = new ArrayList<>();
            findings.add(ok("in sight: " + connection.api("version").text().strip()));
            findings.addAll(rights(connection));
            findings.addAll(modules(connection));
            findings.addAll(configuration(connection));
            new BroadcastCheck(config).finding(connection).ifPresent(findings::add);
            return findings;
        } catch (EslException e) {
            return List.of(new Finding(Severity.PROBLEM, config.name() + ": " + e.getMessage(), socket()));
        }
    }

    private String socket() {
        return """
                In autoload_configs/event_socket.conf.xml:
                <param name="listen-ip" value="%s"/>
                <param name="listen-port" value="%d"/>
                <param name="password" value="(what stands behind secret: in Parley's configuration)"/>""".formatted(Loopback.is(config.host()) ? "127.0.0.1" : config.host(), config.port());
    }

    private List<Finding> rights(EslConnection connection) throws EslException {
        EslReply subscribed = connection.subscribe(Attachment.EVENTS);
        return subscribed.isOk()
                ? List.of()
                : List.of(new Finding(
                        Severity.PROBLEM,
                        config.name() + ": FreeSWITCH refuses the events that Parley lives by: " + subscribed.text()
                                + ". In the directory, for the user that Parley logs in as:",
                        "<param name=\"esl-allowed-events\" value=\"" + String.join(", ", Attachment.EVENTS.events())
                                + ", CUSTOM, " + String.join(", ", Attachment.EVENTS.subclasses()) + ", "
                                + Reports.SUBCLASS + "\"/>"));
    }

    private List<Finding> modules(EslConnection connection) throws EslException {
        List<Finding> findings = new ArrayList<>();
        for (String module : MODULES) {
            if (!connection.api("module_exists " + module).text().strip().equals("true")) {
                findings.add(new Finding(
                        Severity.PROBLEM,
                        config.name() + ": " + module
                                + " is not loaded. In autoload_configs/modules.conf.xml, and at once" + " by \"load "
                                + module + "\":",
                        "<load module=\"" + module + "\"/>"));
            }
        }
        return findings;
    }

    private List<Finding> configuration(EslConnection connection) throws EslException {
        Optional<LiveXml> live = LiveXml.read(connection.api("xml_locate root").text());
        if (live.isEmpty()) {
            return List.of(new Finding(
                    Severity.NOTE,
                    config.name() + ": its configuration cannot be looked at: Parley's user may not run xml_locate.",
                    ""));
        }
        List<Finding> findings = new ArrayList<>();
        findings.addAll(new ChatplanCheck(config, live.get()).findings());
        findings.addAll(new ProfilesCheck(config, live.get()).findings());
        if (focus) {
            findings.add(redirection(live.get()));
        }
        live.get()
                .eventSocketParam("listen-ip")
                .filter(ip -> !Loopback.is(ip))
                .ifPresent(ip -> findings.add(new Finding(
                        Severity.WARNING,
                        config.name() + ": the event socket listens on " + ip
                                + ", and everything on it, the password too, crosses the network for everybody to read.",
                        "<param name=\"listen-ip\" value=\"127.0.0.1\"/>")));
        return findings;
    }

    private Finding redirection(LiveXml live) {
        return live.dialplanAsks("parley_focus")
                ? ok("the dialplan sends calls to rooms on to Parley")
                : new Finding(
                        Severity.NOTE,
                        config.name()
                                + ": the dialplan sends no calls to rooms on to Parley: only phones and proxies that know"
                                + " Parley's address call through it. If it should, paste above the extension of your rooms:",
                        "the extension of dialplan/freeswitch/dialplan/parley_focus.xml");
    }

    private Finding ok(String what) {
        return new Finding(Severity.OK, config.name() + ": " + what, "");
    }

    /** Nothing that happens meanwhile matters. */
    private static final class Deaf implements EslListener {
        @Override
        public void event(EslEvent event) {}

        @Override
        public void missed(long events, String why) {}

        @Override
        public void ended(EslException why) {}
    }
}
