package dev.parley.sip.message;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the sender of a message wants to hear of it (RFC 5438 §6.2, §6.3).
 *
 * @param messageId by which receipts name the message
 */
public record ReceiptRequest(String messageId, Set<Kind> kinds) {
    /** RFC 5438 §6.2. */
    public enum Kind {
        POSITIVE_DELIVERY,
        NEGATIVE_DELIVERY,
        PROCESSING,
        DISPLAY;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final Pattern ID = Pattern.compile("[!-~]{1,128}");

    public ReceiptRequest {
        kinds = Set.copyOf(kinds);
    }

    /** Empty where nothing was asked for; without Message-ID and DateTime nothing can be (RFC 5438 §7.1.1). */
    static Optional<ReceiptRequest> of(Cpim cpim) {
        Set<Kind> kinds = cpim.text(Cpim.IMDN, "Disposition-Notification")
                .map(ReceiptRequest::kinds)
                .orElse(Set.of());
        boolean complete = !kinds.isEmpty() && cpim.text("", "DateTime").isPresent();
        return cpim.text(Cpim.IMDN, "Message-ID")
                .filter(id -> complete && ID.matcher(id).matches())
                .map(id -> new ReceiptRequest(id, kinds));
    }

    private static Set<Kind> kinds(String header) {
        Set<String> words = Arrays.stream(header.split(",", -1))
                .map(word -> word.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return Arrays.stream(Kind.values())
                .filter(kind -> words.contains(kind.word()))
                .collect(Collectors.toSet());
    }

    /** The value of the header Disposition-Notification. */
    String written() {
        return new TreeSet<>(kinds).stream().map(Kind::word).collect(Collectors.joining(", "));
    }
}
