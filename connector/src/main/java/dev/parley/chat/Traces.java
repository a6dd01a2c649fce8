package dev.parley.chat;

import dev.parley.chat.TextTrace.CopyTrace;
import dev.parley.room.MemberId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The last texts and what became of every copy of theirs. The oldest makes room for the newest. */
public final class Traces implements RelayListener {
    /** 27 MB of heap; as many as rooms of 100 members need for the usual number of texts. */
    private static final int MOST_COPIES = 100_000;

    private final int keep;
    private final int mostCopies;
    private final Consumer<TextTrace> completed;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<TextId, Entry> entries = new LinkedHashMap<>();
    private int copies;

    /** Ids of legs are one PBX's own. */
    private record To(String pbx, MemberId member) {
        static To of(Copy copy) {
            return new To(copy.room().pbx(), copy.to().id());
        }
    }

    private record Entry(Relayed relayed, Map<To, Settled> settled) {
        int copies() {
            return relayed instanceof Relayed.Copies c ? c.copies().size() : 0;
        }

        boolean isComplete() {
            return copies() == settled.size();
        }
    }

    /**
     * @param keep how many texts back, or fewer with many copies: the newest, and those before it with 100,000 altogether
     * @param completed is given each trace once, when its last copy has settled
     */
    public Traces(int keep, Consumer<TextTrace> completed) {
        this(keep, MOST_COPIES, completed);
    }

    Traces(int keep, int mostCopies, Consumer<TextTrace> completed) {
        this.keep = keep;
        this.mostCopies = mostCopies;
        this.completed = completed;
    }

    @Override
    public void decided(Relayed relayed) {
        Entry entry = new Entry(relayed, new LinkedHashMap<>());
        locked(() -> {
                    entries.put(relayed.text().id(), entry);
                    copies += entry.copies();
                    forgetOldest();
                    return ifComplete(entry);
                })
                .map(Traces::trace)
                .ifPresent(completed);
    }

    @Override
    public void settled(Settled settled) {
        locked(() -> Optional.ofNullable(entries.get(settled.copy().text()))
                        .filter(entry -> isNews(entry, settled))
                        .flatMap(Traces::ifComplete)
                        .map(this::withoutOldest))
                .map(Traces::trace) // without the lock: nothing changes any more, and others have copies to settle
                .ifPresent(completed);
    }

    /** How many texts there are to be read just now. */
    public int kept() {
        return locked(entries::size);
    }

    public Optional<TextTrace> get(TextId id) {
        return locked(() -> Optional.ofNullable(entries.get(id)).map(Traces::trace));
    }

    /** The newest first. */
    public List<TextTrace> latest(int most) {
        return locked(() -> entries.values().stream()
                .skip(Math.max(0, entries.size() - most))
                .map(Traces::trace)
                .toList()
                .reversed());
    }

    /** Lock held. A copy settles once; whatever comes later does not complete its text again. */
    private static boolean isNews(Entry entry, Settled settled) {
        return entry.settled().putIfAbsent(To.of(settled.copy()), settled) == null;
    }

    /** Lock held since the last copy settled: two copies that settle at once must not both find the text complete. */
    private static Optional<Entry> ifComplete(Entry entry) {
        return entry.isComplete() ? Optional.of(entry) : Optional.empty();
    }

    private Entry withoutOldest(Entry complete) {
        forgetOldest();
        return complete;
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** One that still has copies under way stays, or its log line would never be written; lanes bound how many there are. */
    private void forgetOldest() {
        int tooManyTexts = entries.size() - keep;
        int tooManyCopies = copies - mostCopies;
        var oldest = entries.values().iterator();
        while (oldest.hasNext() && (tooManyTexts > 0 || tooManyCopies > 0)) {
            Entry entry = oldest.next();
            boolean newest = !oldest.hasNext();
            if (entry.isComplete() && (tooManyTexts > 0 || !newest)) {
                oldest.remove();
                copies -= entry.copies();
            }
            tooManyTexts--;
            tooManyCopies -= entry.copies();
        }
    }

    private static TextTrace trace(Entry entry) {
        Text text = entry.relayed().text();
        return switch (entry.relayed()) {
            case Relayed.Copies c ->
                trace(
                        text,
                        c.senderName(),
                        "relayed",
                        c.copies().stream().map(copy -> trace(entry, copy)).toList());
            case Relayed.Refused r ->
                trace(text, text.claim().user(), "refused:" + r.verdict().reason(), List.of());
            case Relayed.Dropped d ->
                trace(text, text.claim().user(), "dropped:" + d.verdict().reason(), List.of());
        };
    }

    private static TextTrace trace(Text text, String sender, String decision, List<CopyTrace> copies) {
        int bytes = text.body().getBytes(StandardCharsets.UTF_8).length;
        return new TextTrace(text.id(), text.room(), sender, bytes, text.received(), decision, copies);
    }

    private static CopyTrace trace(Entry entry, Copy copy) {
        String member = copy.to().id().value();
        String name = copy.to().name();
        String endpoint = copy.to().identity().endpoint();
        return Optional.ofNullable(entry.settled().get(To.of(copy)))
                .map(s -> new CopyTrace(
                        member,
                        name,
                        endpoint,
                        s.route().map(Route::word).orElse(""),
                        s.parts(),
                        s.outcome().word(),
                        s.outcome().why(),
                        millis(entry, s)))
                .orElseGet(() -> new CopyTrace(member, name, endpoint, "", 0, "pending", "", 0));
    }

    private static double millis(Entry entry, Settled settled) {
        return Duration.between(entry.relayed().text().received(), settled.at()).toNanos() / 1_000 / 1e3;
    }
}
