package dev.parley.pbx.asterisk;

import dev.parley.pbx.Writer;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Who wrote a text inside a call. ConfBridge's relay tells one thing of the writer: the display name in From of that very
 * MESSAGE, or else the channel's caller id name (16.28 and 22.10). The first a phone may choose; into the second
 * {@code [parley-scribe]} of the dialplan has put a mark that nobody but Asterisk and Parley knows. So a name with the
 * mark of a leg proves that leg, and any other name proves nothing.
 */
final class Signatures {
    private static final Pattern MARK = Pattern.compile(" ?~[0-9]{18}$");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    /**
     * @param mark empty for a leg that came in while no scribe was at work
     * @param ownName the name that its phone wrote into From of its INVITE, if that is known; empty if it wrote none
     */
    private record Signature(String mark, Optional<String> ownName, boolean overhears) {}

    private final Map<MemberId, Signature> known = new ConcurrentHashMap<>();

    /**
     * The first sight decides, since a swapped-in channel may later show the variables of the one whose place it took.
     *
     * @param doubtful whether the channel may have been swapped in: it takes over, too, whether ConfBridge's relay
     *     reaches it (16.28 and 22.10), and rather twice than not at all
     */
    void seen(Channel channel, boolean doubtful) {
        known.computeIfAbsent(
                new MemberId(channel.uniqueId()),
                id -> doubtful ? new Signature("", Optional.empty(), false) : signature(channel));
    }

    void gone(MemberId member) {
        known.remove(member);
    }

    /** Whoever else was known has gone while Asterisk was out of sight. */
    void keepOnly(Set<MemberId> present) {
        known.keySet().retainAll(present);
    }

    /** Whether ConfBridge itself brings the member what others write inside their calls. */
    boolean overhears(MemberId member) {
        return Optional.ofNullable(known.get(member)).map(Signature::overhears).orElse(false);
    }

    static String withoutMark(String callerName) {
        return MARK.matcher(callerName).replaceFirst("");
    }

    /** @param shown the display name that the relay put into From, without its quotes */
    Writer writer(String shown, Collection<Member> members) {
        Optional<Member> marked =
                members.stream().filter(member -> isMarked(member, shown)).findFirst();
        if (marked.isPresent()) {
            return new Writer.Proven(marked.get().id(), marked.get().name());
        }
        String name = tidy(withoutMark(shown));
        List<Member> called =
                members.stream().filter(member -> goesBy(member, name)).toList();
        return called.size() == 1 ? new Writer.Named(called.getFirst().id(), name) : new Writer.Unknown(name);
    }

    private boolean isMarked(Member member, String shown) {
        Signature signature = known.get(member.id());
        return signature != null && !signature.mark().isEmpty() && shown.endsWith("~" + signature.mark());
    }

    /** A phone that wrote no name into its INVITE writes none into its texts either: those have the mark. */
    private boolean goesBy(Member member, String name) {
        Optional<String> ownName = Optional.ofNullable(known.get(member.id())).flatMap(Signature::ownName);
        return !name.isEmpty() && tidy(ownName.orElse(member.name())).equals(name);
    }

    private static String tidy(String name) {
        return SPACES.matcher(name).replaceAll(" ").strip();
    }

    private static Signature signature(Channel channel) {
        String mark = channel.variable("PARLEY_MARK");
        String says = Base64Text.utf8(channel.variable("PARLEY_SAYS64"));
        Optional<String> ownName = says.isEmpty() ? Optional.empty() : Optional.of(FromHeader.displayName(says));
        return new Signature(mark, ownName, mark.isEmpty());
    }
}
