package dev.parley.sip.message;

import dev.parley.room.Member;
import dev.parley.room.RoomId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Writes what goes to whoever asked for receipts: one as it would come from the member, several as one list (RFC 5438 §8.3). */
final class ReceiptLetter {
    private final Function<RoomId, String> addresses;

    /** @param addresses URI of a room, or of an account of a room's PBX when its name stands in the place of the room's */
    ReceiptLetter(Function<RoomId, String> addresses) {
        this.addresses = addresses;
    }

    /**
     * As few as there can be, for over UDP hardly two receipts fit into one message.
     *
     * @param most bytes of a letter; a single receipt may have more
     */
    List<byte[]> of(ReceiptBook.Due due, int most, Instant now) {
        byte[] whole = whole(due, now);
        int words = due.words().size();
        if (whole.length <= most || words == 1) {
            return List.of(whole);
        }
        return Stream.of(due.words(0, words / 2), due.words(words / 2, words))
                .flatMap(half -> of(half, most, now).stream())
                .toList();
    }

    private byte[] whole(ReceiptBook.Due due, Instant now) {
        String asker = address(due.room(), due.asker());
        List<ReceiptBook.Word> words = due.words();
        if (words.size() == 1) {
            ReceiptBook.Word word = words.getFirst();
            return letter(address(word.room(), word.from()), asker, now).receipt(Receipt.TYPE, xml(word));
        }
        String boundary = UUID.randomUUID().toString();
        return letter(addresses.apply(due.room()), asker, now)
                .receipt("multipart/mixed; boundary=\"" + boundary + "\"", list(due, boundary));
    }

    /** The room's own word that it has taken the text; asked for seldom, and no promise of anything (RFC 5438 §12.2). */
    byte[] processed(RoomId room, Member asker, String messageId, Instant now) {
        Receipt receipt = new Receipt(messageId, Receipt.Kind.PROCESSING, Receipt.Status.PROCESSED);
        String own = addresses.apply(room);
        return letter(own, address(room, asker), now).receipt(Receipt.TYPE, receipt.written(own, now));
    }

    private static CpimWriter letter(String from, String to, Instant now) {
        return CpimWriter.from("", from, to, now).named(UUID.randomUUID().toString());
    }

    private byte[] list(ReceiptBook.Due due, String boundary) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (ReceiptBook.Word word : due.words()) {
            out.writeBytes(ascii("--" + boundary + "\r\nContent-Type: " + Receipt.TYPE
                    + "\r\nContent-Disposition: notification\r\n\r\n"));
            out.writeBytes(xml(word));
            out.writeBytes(ascii("\r\n"));
        }
        out.writeBytes(ascii("--" + boundary + "--\r\n"));
        return out.toByteArray();
    }

    private byte[] xml(ReceiptBook.Word word) {
        return word.receipt().written(address(word.room(), word.from()), word.at());
    }

    private String address(RoomId room, Member member) {
        return addresses.apply(new RoomId(room.pbx(), member.identity().endpoint()));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
