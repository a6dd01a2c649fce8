package dev.parley.conference.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conference.Document;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.w3c.dom.Element;

/** Follows documents strictly as RFC 4575 §4.6 and §5.2 say, from their XML alone. */
public final class ReferenceReader {
    public enum Took {
        APPLIED,
        DISCARDED,
        /** Unusable without the full state: subscribe again. */
        ASKS_FOR_FULL,
        OVER
    }

    private Optional<Long> version = Optional.empty();
    private final Map<String, Shown.Person> people = new LinkedHashMap<>();
    private String count = "";
    private String locked = "";

    public Took read(Document document) {
        return read(document.bytes());
    }

    public Took read(byte[] document) {
        Element root = Dom.valid(document);
        assertThat(Dom.children(root, "conference-description")).hasSize(1);
        assertThat(Dom.children(root, "users")).hasSize(1);
        assertUniqueKeys(root);
        long number = Long.parseLong(root.getAttribute("version"));
        boolean partial = Dom.state(root).equals("partial");
        if (version.isEmpty() ? partial : partial && number > version.get() + 1) {
            return Took.ASKS_FOR_FULL;
        }
        if (version.isPresent() && number <= version.get()) {
            return Took.DISCARDED;
        }
        version = Optional.of(number);
        if (Dom.state(root).equals("deleted")) {
            people.clear();
            return Took.OVER;
        }
        conferenceState(root);
        users(Dom.children(root, "users").getFirst());
        return Took.APPLIED;
    }

    /** Those who are there: a leg that is disconnected is not. */
    public Shown shown() {
        Map<String, Shown.Person> here = new LinkedHashMap<>();
        people.forEach((entity, person) -> {
            Map<String, Shown.Phone> phones = new TreeMap<>(person.phones());
            phones.values().removeIf(phone -> phone.status().equals("disconnected"));
            if (!phones.isEmpty()) {
                here.put(entity, new Shown.Person(person.name(), person.roles(), phones));
            }
        });
        return new Shown(here, count, locked);
    }

    public Map<String, Shown.Person> everybodyListed() {
        return people;
    }

    public long version() {
        return version.orElseThrow();
    }

    private void conferenceState(Element root) {
        Dom.children(root, "conference-state").forEach(state -> {
            count = Dom.text(state, "user-count");
            locked = Dom.text(state, "locked");
        });
    }

    private void users(Element users) {
        if (!Dom.state(users).equals("partial")) {
            people.clear();
        }
        for (Element user : Dom.children(users, "user")) {
            String entity = user.getAttribute("entity");
            switch (Dom.state(user)) {
                case "deleted" -> people.remove(entity);
                case "partial" -> people.merge(entity, person(user), ReferenceReader::merged);
                default -> people.put(entity, person(user));
            }
        }
    }

    private static Shown.Person merged(Shown.Person before, Shown.Person told) {
        Map<String, Shown.Phone> phones = new TreeMap<>(before.phones());
        phones.putAll(told.phones());
        return new Shown.Person(
                told.name().isEmpty() ? before.name() : told.name(),
                told.roles().isEmpty() ? before.roles() : told.roles(),
                phones);
    }

    private static Shown.Person person(Element user) {
        Map<String, Shown.Phone> phones = new TreeMap<>();
        for (Element endpoint : Dom.children(user, "endpoint")) {
            assertThat(Dom.state(endpoint)).isEqualTo("full");
            phones.put(endpoint.getAttribute("entity"), phone(endpoint));
        }
        return new Shown.Person(Dom.text(user, "display-text"), Dom.texts(user, "roles/entry"), phones);
    }

    private static Shown.Phone phone(Element endpoint) {
        Map<String, String> media = new TreeMap<>();
        Dom.children(endpoint, "media")
                .forEach(medium -> media.put(Dom.text(medium, "type"), Dom.text(medium, "status")));
        return new Shown.Phone(Dom.text(endpoint, "status"), media);
    }

    private static void assertUniqueKeys(Element root) {
        assertUnique(Dom.all(root, "users/user"), "entity");
        for (Element user : Dom.all(root, "users/user")) {
            assertUnique(Dom.children(user, "endpoint"), "entity");
            Dom.children(user, "endpoint").forEach(endpoint -> assertUnique(Dom.children(endpoint, "media"), "id"));
        }
    }

    private static void assertUnique(List<Element> siblings, String key) {
        assertThat(siblings)
                .map(element -> element.getAttribute(key))
                .doesNotHaveDuplicates()
                .doesNotContain("");
    }
}
