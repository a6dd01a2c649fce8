package dev.parley.interop.asterisk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes the configuration of one server: as little as it can be, around the files that administrators get. */
final class Configuration {
    private static final List<String> OWN_MODULES = List.of(
            "res_sorcery_config",
            "res_sorcery_memory",
            "res_sorcery_astdb",
            "res_timing_timerfd",
            "pbx_config",
            "codec_ulaw",
            "codec_alaw",
            "codec_resample",
            "format_pcm",
            "res_rtp_asterisk",
            "bridge_simple",
            "bridge_softmix",
            "bridge_builtin_features",
            "bridge_holding",
            "res_musiconhold",
            "res_pjproject",
            "res_pjsip",
            "res_pjsip_session",
            "res_pjsip_sdp_rtp",
            "res_pjsip_registrar",
            "res_pjsip_endpoint_identifier_user",
            "res_pjsip_authenticator_digest",
            "res_pjsip_caller_id",
            "res_pjsip_pubsub",
            "res_pjsip_refer",
            "app_dial");

    private final Runner runner;
    private final Path folder;
    private final Ports ports;
    private final AsteriskOptions options;

    Configuration(Runner runner, Path folder, Ports ports, AsteriskOptions options) {
        this.runner = runner;
        this.folder = folder;
        this.ports = ports;
        this.options = options;
    }

    void write() throws IOException {
        for (String name : List.of("lib", "spool", "run", "log")) {
            Files.createDirectory(folder.resolve(name));
        }
        file("asterisk.conf", directories() + include("asterisk_parley.conf"));
        file("logger.conf", "[general]\n[logfiles]\nmessages.log => notice,warning,error,verbose\n");
        file("modules.conf", modules());
        file("manager.conf", manager());
        file("http.conf", "[general]\nenabled = yes\nbindaddr = 127.0.0.1\nbindport = " + ports.http() + "\n");
        file("rtp.conf", "[general]\nrtpstart = " + ports.rtpStart() + "\nrtpend = " + ports.rtpEnd() + "\n");
        file("extensions.conf", extensions());
        file("confbridge.conf", "[general]\n" + include("confbridge_parley.conf"));
        file("pjsip.conf", pjsip());
    }

    private void file(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    /** A file of the product, unchanged; copied when Asterisk cannot see the original. */
    private String include(String name) throws IOException {
        Path original = options.dialplan().resolve(name);
        if (runner.root().isEmpty()) {
            return "#include \"" + original.toAbsolutePath() + "\"\n";
        }
        return "#include \"" + runner.seen(Files.copy(original, folder.resolve(name))) + "\"\n";
    }

    private String directories() {
        Path seen = runner.seen(folder);
        return """
                [directories]
                astetcdir => %1$s
                astmoddir => %2$s
                astvarlibdir => %1$s/lib
                astdbdir => %1$s/lib
                astkeydir => %1$s/lib
                astdatadir => /usr/share/asterisk
                astagidir => %1$s/lib
                astspooldir => %1$s/spool
                astrundir => %1$s/run
                astlogdir => %1$s/log
                """.formatted(seen, runner.modules());
    }

    private String modules() throws IOException {
        String own =
                OWN_MODULES.stream().map(name -> "load = " + name + ".so\n").collect(Collectors.joining());
        return "[modules]\nautoload = no\n" + own + include("modules_parley.conf");
    }

    private String manager() throws IOException {
        return """
                [general]
                enabled = yes
                bindaddr = 127.0.0.1
                port = %d
                timestampevents = yes
                webenabled = yes
                channelvars = PARLEY_CALLID64,PARLEY_AGENT64,PARLEY_ALLOW64,PARLEY_ADDR,PARLEY_AOR,PARLEY_AUTH,PARLEY_MARK,PARLEY_SAYS64
                [lab]
                secret = labsecret
                read = all
                write = all
                """.formatted(ports.ami()) + include("manager_parley.conf");
    }

    private String extensions() throws IOException {
        String door = switch (options.door()) {
            case Door.UserEvent none -> "";
            case Door.FastAgi agi -> "PARLEY_DOOR = parley-fastagi\nPARLEY_AGI = 127.0.0.1:" + agi.port() + "\n";
        };
        String more = options.globals().entrySet().stream()
                .map(global -> global.getKey() + " = " + global.getValue() + "\n")
                .collect(Collectors.joining());
        return """
                [general]
                [globals]
                %s%s[phones]
                include => parley-rooms
                exten => _[a-z].,1,Dial(PJSIP/${EXTEN})
                """.formatted(door, more) + include("extensions_parley.conf");
    }

    private String pjsip() throws IOException {
        String focus = options.focusPhones() ? include("pjsip_parley_focus.conf") : "";
        var text = new StringBuilder(include("pjsip_parley.conf") + include("pjsip_parley_scribe.conf") + focus)
                .append("""
                [transport-udp]
                type = transport
                protocol = udp
                bind = 127.0.0.1:%1$d
                [transport-tcp]
                type = transport
                protocol = tcp
                bind = 127.0.0.1:%1$d
                [phone](!,parley-phone%2$s)
                type = endpoint
                context = phones
                disallow = all
                allow = ulaw,alaw
                direct_media = no
                media_address = 127.0.0.1
                bind_rtp_to_media_address = yes
                %3$s
                [phone-aor](!)
                type = aor
                max_contacts = 2
                remove_existing = yes
                """.formatted(
                                ports.sip(),
                                options.focusPhones() ? ",parley-focus-phone" : "",
                                String.join("\n", options.phoneLines())));
        List<String> named = List.of("alice", "bob", "carol", "dave", "erin");
        for (int i = 0; i < named.size(); i++) {
            String name = named.get(i);
            String display = Character.toUpperCase(name.charAt(0)) + name.substring(1) + " "
                    + Character.toUpperCase(name.charAt(0));
            text.append(endpoint(name, "\"" + display + "\" <100" + (i + 1) + ">"));
        }
        text.append("[erin]\ntype = auth\nauth_type = userpass\nusername = erin\npassword = erinsecret\n");
        IntStream.rangeClosed(1, options.generatedPhones())
                .mapToObj(number -> endpoint("p" + number, "\"Phone " + number + "\" <" + (2000 + number) + ">"))
                .forEach(text::append);
        return text.toString();
    }

    private static String endpoint(String name, String callerId) {
        return Stream.of(
                        "[" + name + "](phone)",
                        "aors = " + name,
                        "callerid = " + callerId,
                        name.equals("erin") ? "auth = erin" : "",
                        "[" + name + "](phone-aor)",
                        "")
                .collect(Collectors.joining("\n"));
    }
}
