package dev.parley.conference.reader;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a reader holds of a conference. */
public record Shown(Map<String, Person> people, String count, String locked) {
    public record Person(String name, List<String> roles, Map<String, Phone> phones) {}

    /** @param media the status by the media's type */
    public record Phone(String status, Map<String, String> media) {}

    public Shown {
        people = new TreeMap<>(people);
    }
}
