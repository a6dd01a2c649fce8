package dev.parley.config;

import dev.parley.chat.ClientProfiles;
import dev.parley.chat.Links;
import dev.parley.config.AsteriskConfig.Door;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the whole file, from top to bottom. */
final class ConfigReader {
    private final Reading reading;
    private final Path home;
    private final PbxReader pbx;
    private final SipReader sip;

    ConfigReader(Reading reading, Path home, SecretReader secrets) {
        this.reading = reading;
        this.home = home;
        this.pbx = new PbxReader(secrets);
        this.sip = new SipReader(reading, home, secrets);
    }

    Config read(Section root) {
        List<PbxConfig> pbxs = pbxs(root);
        Links links = LinksReader.read(root, pbxs);
        ChatConfig chat = ChatReader.read(root.section("chat"));
        TraceConfig trace = new TraceConfig(root.section("trace").get("keep", Kinds.number(0, 100_000), 1000));
        AdminConfig admin = admin(root.section("admin"));
        Optional<SipConfig> own = sip.read(root, pbxs);
        boolean scribe = pbxs.stream()
                .anyMatch(pbx ->
                        pbx instanceof AsteriskConfig config && config.scribe().isPresent());
        if (scribe && !root.has("sip")) {
            root.wrong(
                    "sip",
                    "is missing, although a PBX has a scribe.",
                    "Say where Parley's own SIP side listens, for example sip: {listen: [udp:127.0.0.1:5070]}");
        }
        ClientProfiles profiles = root.get(
                        "profiles", name -> profiles(Kinds.path(home).read(name)))
                .orElseGet(ProfilesReader::builtIn);
        reading.reportUnknownKeys();
        return new Config(pbxs, links, chat, trace, admin, own, profiles);
    }

    private ClientProfiles profiles(Path file) throws Unfit {
        try {
            return ProfilesReader.withBuiltIn(reading, file);
        } catch (Unfit unfit) {
            throw new Unfit(file + ": " + unfit.wrong(), unfit.write());
        }
    }

    private static AdminConfig admin(Section admin) {
        return new AdminConfig(
                admin.get("enabled", Kinds.yesNo(), true),
                admin.get("host", Hosts.loopback(), "127.0.0.1"),
                admin.get("port", Kinds.number(0, 65535), 8099));
    }

    private List<PbxConfig> pbxs(Section root) {
        List<Section> sections = root.sections("pbx");
        if (root.isEmpty("pbx")) {
            root.wrong("pbx", "there is none.", "Say which PBX Parley attaches to, for example - name: main");
        }
        Map<Object, String> taken = new HashMap<>();
        return sections.stream()
                .flatMap(section -> pbx.read(section).stream().peek(read -> unique(section, read, taken)))
                .toList();
    }

    private static void unique(Section section, PbxConfig pbx, Map<Object, String> taken) {
        if (taken.putIfAbsent(pbx.name(), pbx.name()) != null) {
            section.wrong("name", "another PBX is called " + pbx.name() + ".", "Write a name of its own.");
        }
        if (pbx instanceof AsteriskConfig config
                && config.door() instanceof Door.FastAgi door
                && taken.putIfAbsent(door, pbx.name()) != null) {
            section.wrong(
                    "asterisk", "another PBX has the same fastagi address.", "Write for example fastagi: {port: 4574}");
        }
    }
}
