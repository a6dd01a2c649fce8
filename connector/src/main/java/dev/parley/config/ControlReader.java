package dev.parley.config;

import dev.parley.chat.Rate;
import dev.parley.config.ControlConfig.Limits;
import dev.parley.config.ControlConfig.Moderators;
import dev.parley.config.ControlConfig.Role;
import dev.parley.config.ControlConfig.Rule;
import dev.parley.config.ControlConfig.Transfer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads {@code sip.focus.control}; where it is not written, nobody calls or throws out anybody from a phone. */
final class ControlReader {
    private static final Map<String, Transfer> TRANSFERS =
            Map.of("leave", Transfer.LEAVE, "keep", Transfer.KEEP, "refuse", Transfer.REFUSE);
    private static final Map<String, Role> ROLES =
            Map.of("anybody", Role.ANYBODY, "member", Role.MEMBER, "moderator", Role.MODERATOR);
    /** Nothing that would dial a second number, begin an expression or end a command. */
    private static final Pattern DIAL =
            Pattern.compile("[A-Za-z0-9]+/(?:[A-Za-z0-9_.+*#@:/;=~-]|\\{user}|\\{host}){1,200}");

    private static final Pattern NUMBERS = Pattern.compile("([1-9][0-9]{0,5})-([1-9][0-9]{0,5})");

    private record Range(int first, int last) {
        boolean isIn(PbxConfig pbx) {
            return IntStream.rangeClosed(first, last)
                    .mapToObj(String::valueOf)
                    .allMatch(room -> pbx.rooms().stream().anyMatch(pattern -> pattern.matches(room)));
        }
    }

    private ControlReader() {}

    static Optional<ControlConfig> read(Section focus, List<PbxConfig> pbxs) {
        Section control = focus.section("control");
        ControlConfig read = new ControlConfig(
                control.get("transfer", Kinds.oneOf(TRANSFERS), Transfer.LEAVE),
                control.get(
                        "ring",
                        Durations.between(Duration.ofSeconds(5), Duration.ofMinutes(2)),
                        Duration.ofSeconds(30)),
                moderators(control.section("moderators")),
                control.sections("invite").stream()
                        .flatMap(rule -> rule(rule).stream())
                        .toList(),
                limits(control.section("limits")),
                factory(control, pbxs));
        return focus.has("control") ? Optional.of(read) : Optional.empty();
    }

    private static Moderators moderators(Section moderators) {
        return new Moderators(
                users(moderators),
                moderators.get("pbx", Kinds.yesNo(), true),
                moderators.get("first", Kinds.yesNo(), false));
    }

    private static Optional<Rule> rule(Section rule) {
        Set<String> users = users(rule);
        Role role = rule.get("role", Kinds.oneOf(ROLES), Role.MEMBER);
        Pattern rooms = rule.get("rooms", Patterns.pattern("301[0-9]"), Pattern.compile(".*"));
        Optional<Pattern> who = rule.require("who", Patterns.pattern("10[0-9]{2}"), "\"10[0-9]{2}\"");
        Set<String> hosts = rule.list("hosts", Hosts.domain()).orElse(List.of()).stream()
                .map(host -> host.replaceFirst(":[0-9]{1,5}$", "").toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        String dial = rule.get("dial", dial(), "");
        String entrance = rule.get("entrance", Kinds.name("parley-rooms"), "");
        return who.map(callees -> new Rule(users, role, rooms, callees, hosts, dial, entrance));
    }

    private static Limits limits(Section limits) {
        return new Limits(
                limits.get("rate-per-user", Rates.rate(), new Rate(0.1, 1)),
                limits.get("rate-per-room", Rates.rate(), new Rate(0.5, 5)),
                limits.get("at-once-per-user", Kinds.number(1, 100), 2),
                limits.get("at-once-per-room", Kinds.number(1, 1_000), 5));
    }

    private static Optional<ControlConfig.Factory> factory(Section control, List<PbxConfig> pbxs) {
        Section factory = control.section("factory");
        String user = factory.get("user", Kinds.name("conference"), "conference");
        Optional<String> pbx = factory.get("pbx", Kinds.name("main"));
        Optional<Range> rooms = factory.get("rooms", numbers());
        Set<String> users = users(factory);
        boolean endsWithCreator = factory.get("ends-with-creator", Kinds.yesNo(), true);
        if (!control.has("factory")) {
            return Optional.empty();
        }
        Optional<PbxConfig> host = pbxs.stream()
                .filter(each -> pbx.filter(each.name()::equals).isPresent())
                .findFirst();
        if (host.isEmpty()) {
            factory.wrong("pbx", "names none that is under sip.focus.pbx.", "Write whose rooms are made.");
        }
        boolean all =
                rooms.filter(range -> host.filter(range::isIn).isPresent()).isPresent();
        if (host.isPresent() && !all) {
            factory.wrong(
                    "rooms",
                    "are not all rooms of that PBX.",
                    "Write a range that fits its rooms, for example 3900-3999.");
        }
        if (users.isEmpty()) {
            factory.wrong("users", "there is none.", "Write who may make rooms, for example [alice].");
        }
        return pbx.flatMap(name -> rooms.map(
                range -> new ControlConfig.Factory(user, name, range.first(), range.last(), users, endsWithCreator)));
    }

    private static Set<String> users(Section section) {
        return Set.copyOf(section.list("users", Kinds.word("alice")).orElse(List.of()));
    }

    private static Kind<String> dial() {
        return text -> {
            if (!DIAL.matcher(text).matches()) {
                throw new Unfit(
                        Words.quoted(text) + " is nothing that a PBX dials.",
                        "Write technology/resource with {user} in it, for example PJSIP/{user} or Local/{user}@from-internal/n.");
            }
            return text;
        };
    }

    private static Kind<Range> numbers() {
        return text -> {
            var parts = NUMBERS.matcher(text);
            if (!parts.matches() || Integer.parseInt(parts.group(1)) > Integer.parseInt(parts.group(2))) {
                throw new Unfit(Words.quoted(text) + " is no range of numbers.", "Write for example 3900-3999.");
            }
            return new Range(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
        };
    }
}
