package dev.parley.sip.message;

import dev.parley.chat.TextId;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.RoomId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Who wants receipts of which text, and what came back and was not yet passed on. A receipt goes to the one who asked,
 * never to the room (RFC 5438 §12.2); each member's word counts once for each kind. The oldest texts are forgotten when
 * there are too many.
 */
final class ReceiptBook {
    private static final int MOST = 5_000;

    /**
     * What one member's phone did with the text.
     *
     * @param room that the member is in; of linked rooms it may be another one than the asker's
     */
    record Word(RoomId room, Member from, Receipt receipt, Instant at) {
        private boolean isOf(Page page) {
            return room.pbx().equals(page.room.pbx()) && from.id().equals(page.asker.id());
        }
    }

    /** The words that are due to one asker. */
    record Due(RoomId room, Member asker, ReceiptRequest request, List<Word> words) {
        Due {
            words = List.copyOf(words);
        }

        Due words(int from, int to) {
            return new Due(room, asker, request, words.subList(from, to));
        }
    }

    private record Said(String pbx, MemberId from, Receipt.Kind kind) {}

    private static final class Page {
        private final TextId text;
        private final RoomId room;
        private final Member asker;
        private final ReceiptRequest request;
        private final Set<Said> said = new HashSet<>();
        private List<Word> waiting = new ArrayList<>();

        private Page(TextId text, RoomId room, Member asker, ReceiptRequest request) {
            this.text = text;
            this.room = room;
            this.asker = asker;
            this.request = request;
        }
    }

    private record Key(RoomId room, String messageId) {}

    private final SequencedMap<TextId, Page> pages = new LinkedHashMap<>();
    private final Map<Key, Page> byMessage = new HashMap<>();

    /** A second text of the same id in the same room is no way to get at the receipts of the first. */
    synchronized void asked(TextId text, RoomId room, Member asker, ReceiptRequest request) {
        Page page = new Page(text, room, asker, request);
        if (byMessage.putIfAbsent(new Key(room, request.messageId()), page) == null) {
            pages.put(text, page);
        }
        if (pages.size() > MOST) {
            Page oldest = pages.pollFirstEntry().getValue();
            byMessage.remove(new Key(oldest.room, oldest.request.messageId()));
        }
    }

    synchronized Optional<ReceiptRequest> request(TextId text) {
        return Optional.ofNullable(pages.get(text)).map(page -> page.request);
    }

    /**
     * @param room that the text was said in
     * @return the text whose words are to be collected from now on, for the first word only
     */
    synchronized Optional<TextId> came(RoomId room, Word word) {
        return Optional.ofNullable(byMessage.get(new Key(room, word.receipt().messageId())))
                .flatMap(page -> add(page, word));
    }

    /** What became of a copy, as a receipt of its recipient: the phone itself says nothing then. */
    synchronized Optional<TextId> failed(TextId text, RoomId room, Member recipient, Instant at) {
        return Optional.ofNullable(pages.get(text)).flatMap(page -> {
            Receipt receipt = new Receipt(page.request.messageId(), Receipt.Kind.DELIVERY, Receipt.Status.FAILED);
            return add(page, new Word(room, recipient, receipt, at));
        });
    }

    private static Optional<TextId> add(Page page, Word word) {
        boolean wanted = wants(page.request, word.receipt())
                && !word.isOf(page)
                && page.said.add(new Said(
                        word.room().pbx(), word.from().id(), word.receipt().kind()));
        if (!wanted) {
            return Optional.empty();
        }
        page.waiting.add(word);
        return page.waiting.size() == 1 ? Optional.of(page.text) : Optional.empty();
    }

    private static boolean wants(ReceiptRequest request, Receipt receipt) {
        boolean positive = receipt.status() == Receipt.Status.DELIVERED || receipt.status() == Receipt.Status.DISPLAYED;
        return switch (receipt.kind()) {
            case DELIVERY ->
                request.kinds()
                        .contains(
                                positive
                                        ? ReceiptRequest.Kind.POSITIVE_DELIVERY
                                        : ReceiptRequest.Kind.NEGATIVE_DELIVERY);
            case DISPLAY -> request.kinds().contains(ReceiptRequest.Kind.DISPLAY);
            case PROCESSING -> false; // of each recipient's proxies: the room's own word is enough
        };
    }

    synchronized Optional<Due> collect(TextId text) {
        return Optional.ofNullable(pages.get(text))
                .filter(page -> !page.waiting.isEmpty())
                .map(page -> {
                    Due due = new Due(page.room, page.asker, page.request, page.waiting);
                    page.waiting = new ArrayList<>();
                    return due;
                });
    }
}
