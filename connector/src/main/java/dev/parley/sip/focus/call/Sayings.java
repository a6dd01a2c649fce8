package dev.parley.sip.focus.call;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sip.message.Message;

/** What each side of a call has said of itself and of its media. Belongs to the call's strand. */
final class Sayings {
    private final Map<Side, Said> media = new EnumMap<>(Side.class);
    private final Map<Side, Set<String>> allowed = new EnumMap<>(Side.class);

    void heard(Side side, Message message) {
        Said.in(message).ifPresent(latest -> media.put(side, latest));
        if (Carried.has(message, "Allow")) {
            allowed.put(side, Carried.allowed(message));
        }
    }

    void restore(Map<Side, Said> knownMedia, Map<Side, Set<String>> knownAllowed) {
        media.putAll(knownMedia);
        allowed.putAll(knownAllowed);
    }

    Map<Side, Said> media() {
        return Map.copyOf(media);
    }

    Map<Side, Set<String>> allowed() {
        return Map.copyOf(allowed);
    }

    /** Its last session description. */
    Optional<Said> media(Side side) {
        return Optional.ofNullable(media.get(side));
    }

    /** The methods that it takes; all of ours where it has not said. */
    Set<String> allowed(Side side) {
        return allowed.getOrDefault(side, Carried.METHODS);
    }

    /** Not said is no. */
    boolean allows(Side side, String method) {
        return allowed.getOrDefault(side, Set.of()).contains(method);
    }

    /** Whatever it has said. */
    void allowsNot(Side side, String method) {
        Set<String> less = new HashSet<>(allowed(side));
        less.remove(method);
        allowed.put(side, Set.copyOf(less));
    }
}
