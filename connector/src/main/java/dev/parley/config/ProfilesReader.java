package dev.parley.config;

import dev.parley.chat.ClientProfile;
import dev.parley.chat.ClientProfile.Ability;
import dev.parley.chat.ClientProfiles;
import dev.parley.chat.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what is known of the kinds of phones: the administrator's file before the one that is built in. */
final class ProfilesReader {
    private static final String BUILT_IN = "profiles.yaml";
    private static final Map<String, Route> ROUTES =
            Map.of(Route.OUT_OF_DIALOG.word(), Route.OUT_OF_DIALOG, Route.IN_DIALOG.word(), Route.IN_DIALOG);
    private static final ClientProfile ORDINARY =
            new ClientProfile("default", Pattern.compile(""), Route.OUT_OF_DIALOG, true, true);

    private record Read(List<ClientProfile> profiles, Optional<ClientProfile> otherwise) {}

    private ProfilesReader() {}

    static ClientProfiles builtIn() {
        Reading reading = new Reading(BUILT_IN);
        Read read = read(reading, builtInText());
        try {
            reading.throwIfWrong();
        } catch (ConfigException e) {
            throw new IllegalStateException(e);
        }
        return new ClientProfiles(read.profiles(), read.otherwise().orElse(ORDINARY));
    }

    static ClientProfiles withBuiltIn(Reading reading, Path file) throws Unfit {
        Read own = read(reading.of(file.toString()), Texts.read(file));
        ClientProfiles builtIn = builtIn();
        return new ClientProfiles(
                Stream.concat(own.profiles().stream(), builtIn.profiles().stream())
                        .toList(),
                own.otherwise().orElse(builtIn.otherwise()));
    }

    private static Read read(Reading reading, String text) {
        Section root = Yaml.read(reading, text).orElseGet(() -> Section.empty(reading, "", 0));
        List<ClientProfile> profiles =
                root.sections("profiles").stream().map(ProfilesReader::named).toList();
        Section otherwise = root.section("default");
        boolean given = root.has("default");
        ClientProfile last = profile(otherwise, ORDINARY.name(), ORDINARY.userAgent());
        reading.reportUnknownKeys();
        return new Read(profiles, given ? Optional.of(last) : Optional.empty());
    }

    private static ClientProfile named(Section section) {
        String name = section.require("name", Kinds.title(), "Linphone").orElse("?");
        Optional<Pattern> agent = section.require("user-agent", Patterns.pattern("^Linphone"), "\"^Linphone\"");
        return profile(section, name, agent.orElse(ORDINARY.userAgent()));
    }

    private static ClientProfile profile(Section section, String name, Pattern agent) {
        Route prefer = section.get("prefer", Kinds.oneOf(ROUTES), ORDINARY.prefer());
        boolean inDialog = section.get("in-dialog", Kinds.yesNo(), ORDINARY.inDialog());
        if (prefer == Route.IN_DIALOG && !inDialog) {
            section.wrong("prefer", "is in-dialog, which in-dialog: no forbids.", "Change one of the two.");
        }
        boolean nameInText = section.get("name-in-text", Kinds.yesNo(), ORDINARY.nameInText());
        return new ClientProfile(name, agent, prefer, inDialog, nameInText, shows(section));
    }

    private static Set<Ability> shows(Section section) {
        return Stream.of(Ability.values())
                .filter(ability -> section.get(ability.name().toLowerCase(Locale.ROOT), Kinds.yesNo(), false))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String builtInText() {
        try (InputStream in = Objects.requireNonNull(ProfilesReader.class.getResourceAsStream(BUILT_IN))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
