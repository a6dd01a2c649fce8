package dev.parley.chat;

import dev.parley.room.Member;
import dev.parley.room.Room;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names that members read. The PBX gives them, but where it has no caller id of its own the phone chose them. */
final class DisplayNames {
    private static final int MOST_GRAPHEMES = 40;
    private static final int MOST_BYTES = 240;

    /** Line breaks, every kind of space, and whatever reads as the colon that ends a name in "Name: text". */
    private static final Pattern SPACE =
            Pattern.compile("[\\s\\p{Z}\\u2800:\\u02d0\\u2236\\ufe13\\ufe55\\uff1a\\ua789]+");

    /** What has no width of its own and so could make two equal names differ, or a name empty to the eye. */
    private static final Pattern UNSEEN = Pattern.compile(
            "[\\p{Cc}\\p{Cf}\\p{Cs}\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u3164\\ufe00-\\ufe0f"
                    + "\\uffa0\\x{e0100}-\\x{e01ef}]");

    private static final int MOST_REMEMBERED = 20_000;

    /** Each text looks at the names of the whole room, and to find out how one reads costs more than to send a copy. */
    private final Map<Given, Reading> remembered = new ConcurrentHashMap<>();

    /** All that a member's names are made of. */
    private record Given(String name, String account) {}

    /** What a member is called, how that reads, and all that others may know the member by. */
    private record Reading(String name, String key, Set<String> knownAs) {}

    /**
     * The member's name, with its account where somebody else in the chat goes by a name that reads the same.
     *
     * @param chat the member's own room first; an account of the same name on another PBX is somebody else's
     */
    String of(Member member, List<Room> chat) {
        Reading own = reading(member);
        String pbx = chat.getFirst().id().pbx();
        boolean ambiguous = chat.stream()
                .flatMap(room -> room.members().stream()
                        .filter(other ->
                                !room.id().pbx().equals(pbx) || !account(other).equals(account(member))))
                .anyMatch(other -> reading(other).knownAs().contains(own.key()));
        return ambiguous ? withAccount(own.name(), member) : own.name();
    }

    private static String alone(Member member) {
        return Stream.of(member.name(), account(member), "Someone")
                .map(DisplayNames::clean)
                .filter(name -> !name.isEmpty() && !name.equalsIgnoreCase("<unknown>"))
                .findFirst()
                .orElseThrow();
    }

    private static String withAccount(String name, Member member) {
        String account = clean(account(member));
        return name + " (" + (account.isEmpty() ? "no account" : account) + ")";
    }

    private static String account(Member member) {
        return member.identity().endpoint();
    }

    private Reading reading(Member member) {
        Given given = new Given(member.name(), account(member));
        Reading known = remembered.get(given);
        if (known != null) {
            return known;
        }
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        return remembered.computeIfAbsent(given, first -> read(member));
    }

    /** A phone that calls itself "bob" or "Alice (alice)" must not pass for those: others know them by that. */
    private static Reading read(Member member) {
        String name = alone(member);
        Set<String> knownAs = Stream.of(name, withAccount(name, member), account(member))
                .map(DisplayNames::key)
                .collect(Collectors.toUnmodifiableSet());
        return new Reading(name, key(name), knownAs);
    }

    private static String clean(String name) {
        String spaced = SPACE.matcher(name).replaceAll(" ");
        String seen = UNSEEN.matcher(spaced).replaceAll("");
        String collapsed = SPACE.matcher(seen).replaceAll(" ").strip();
        String cut = Graphemes.of(collapsed).stream().limit(MOST_GRAPHEMES).collect(Collectors.joining());
        return Graphemes.shortened(cut, MOST_BYTES).strip();
    }

    private static String key(String name) {
        String compatible = Normalizer.normalize(name, Normalizer.Form.NFKC);
        String seen = UNSEEN.matcher(compatible).replaceAll("");
        return SPACE.matcher(seen).replaceAll("").toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
