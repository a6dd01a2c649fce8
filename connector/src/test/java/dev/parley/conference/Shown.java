package dev.parley.conference;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a reader holds of a conference. */
record Shown(Map<String, Person> people, String count, String locked) {
    record Person(String name, List<String> roles, Map<String, Phone> phones) {}

    /** @param media the status by the media's type */
    record Phone(String status, Map<String, String> media) {}

    Shown {
        people = new TreeMap<>(people);
    }
}
