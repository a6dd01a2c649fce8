package dev.parley.config;

import dev.parley.config.FocusConfig.Alias;
import dev.parley.config.FocusConfig.Behind;
import dev.parley.config.FocusConfig.Callers;
import dev.parley.config.FocusConfig.Entry;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads {@code sip.focus}; where it is not written, calls go past Parley. */
final class FocusReader {
    private static final Pattern ADDRESS =
            Pattern.compile("(?:[A-Za-z0-9][A-Za-z0-9.-]{0,252}|\\[[0-9A-Fa-f:.]+]):[1-9][0-9]{0,4}");
    private static final Map<String, String> TRANSPORTS = Map.of("udp", "udp", "tcp", "tcp", "tls", "tls");
    private static final Map<String, Callers> CALLERS = Map.of("digest", Callers.DIGEST, "asserted", Callers.ASSERTED);

    private FocusReader() {}

    /** @param tls the port that is listened on for TLS; 5061 if there is none */
    static Optional<FocusConfig> read(Section sip, List<PbxConfig> pbxs, int tls) {
        Section focus = sip.section("focus");
        List<Behind> behind = focus.sections("pbx").stream()
                .flatMap(pbx -> behind(pbx, pbxs, tls).stream())
                .toList();
        List<Alias> aliases = focus.sections("aliases").stream()
                .flatMap(alias -> alias(alias).stream())
                .toList();
        List<Entry> entry = focus.sections("entry").stream()
                .flatMap(rule -> entry(rule).stream())
                .toList();
        Duration session = focus.get(
                "session", Durations.between(Duration.ofSeconds(90), Duration.ofHours(24)), Duration.ofMinutes(30));
        RedirectConfig redirect = new RedirectConfig(focus.section("redirect").get("required", Kinds.yesNo(), false));
        Set<String> names = behind.stream().map(Behind::pbx).collect(Collectors.toUnmodifiableSet());
        Optional<ControlConfig> control = ControlReader.read(
                focus, pbxs.stream().filter(pbx -> names.contains(pbx.name())).toList());
        if (!sip.has("focus")) {
            return Optional.empty();
        }
        if (focus.isEmpty("pbx")) {
            focus.wrong(
                    "pbx", "there is none.", "Write whose rooms are called through Parley, one entry for each PBX.");
        }
        String twice = twice(behind.stream().map(Behind::pbx).toList());
        if (!twice.isEmpty()) {
            focus.wrong("pbx", Words.quoted(twice) + " is there twice.", "Keep one entry for each PBX.");
        }
        String shared = twice(behind.stream().map(Behind::host).toList());
        if (!shared.isEmpty()) {
            focus.wrong(
                    "pbx",
                    Words.quoted(shared) + " is the host of two PBXs.",
                    "Give each a name of its own: by it Parley knows whose room is meant.");
        }
        return Optional.of(new FocusConfig(behind, aliases, entry, session, redirect, control));
    }

    private static Optional<Behind> behind(Section section, List<PbxConfig> pbxs, int tls) {
        Set<String> names = pbxs.stream().map(PbxConfig::name).collect(Collectors.toUnmodifiableSet());
        Optional<String> name = section.require("name", Kinds.name("main"), "main");
        Optional<String> host = section.require("host", Hosts.domain(), "conf.pbx.example");
        Optional<String> calls = section.require("calls", address(), "127.0.0.1:5060");
        String transport = section.get("transport", Kinds.oneOf(TRANSPORTS), "udp");
        Callers callers = section.get("callers", Kinds.oneOf(CALLERS), Callers.DIGEST);
        if (name.filter(written -> !names.contains(written)).isPresent()) {
            section.wrong(
                    "name",
                    Words.quoted(name.get()) + " is no PBX of this file.",
                    "Write one of " + String.join(", ", names.stream().sorted().toList()) + ".");
        }
        pbxs.stream()
                .filter(pbx -> name.filter(pbx.name()::equals).isPresent())
                .filter(pbx -> host.filter(pbx.domain()::equalsIgnoreCase).isPresent())
                .forEach(pbx -> section.wrong(
                        "host",
                        Words.quoted(pbx.domain()) + " is the PBX's own domain.",
                        "Write another name that leads to Parley: phones subscribe there."));
        return name.flatMap(
                written -> host.flatMap(own -> calls.map(to -> new Behind(written, own, tls, to, transport, callers))));
    }

    private static Optional<Alias> alias(Section alias) {
        List<String> users = alias.list("users", user()).orElse(List.of());
        if (users.isEmpty()) {
            alias.wrong("users", "there is none.", "Write the names that he may call under, for example [\"1001\"].");
        }
        return alias.require("login", user(), "alice").map(login -> new Alias(login, Set.copyOf(users)));
    }

    private static Optional<Entry> entry(Section entry) {
        List<String> users = entry.list("users", user()).orElse(List.of());
        return entry.require("rooms", Patterns.pattern("301[0-9]"), "\"301[0-9]\"")
                .map(rooms -> new Entry(rooms, Set.copyOf(users)));
    }

    private static Kind<String> user() {
        return Kinds.word("alice");
    }

    private static Kind<String> address() {
        return text -> {
            if (!ADDRESS.matcher(text).matches()) {
                throw new Unfit(
                        Words.quoted(text) + " is not host:port.",
                        "Write where the PBX takes calls, for example 127.0.0.1:5060.");
            }
            return text;
        };
    }

    private static String twice(List<String> words) {
        Set<String> seen = new HashSet<>();
        return words.stream().filter(word -> !seen.add(word)).findFirst().orElse("");
    }
}
