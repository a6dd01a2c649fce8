package dev.parley.sip.direct;

import dev.parley.chat.Audience;
import dev.parley.chat.Copy;
import dev.parley.chat.Origin;
import dev.parley.chat.Part;
import dev.parley.chat.TextId;
import dev.parley.chat.Unsigned;
import dev.parley.room.Member;
import dev.parley.sip.message.CpimWriter;
import dev.parley.sip.message.ReceiptRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The forms that a phone gets a text in, if it shows them: message/cpim, where its sender stands beside it, then HTML.
 *
 * @param receipts what the sender of a text wants to hear of it
 */
record Forms(Addresses addresses, Function<TextId, Optional<ReceiptRequest>> receipts) {
    /** RFC 3323 §4.1.1.3. */
    private static final String NOBODY = "sip:anonymous@anonymous.invalid";

    /** The best first. */
    List<Content> richer(Part part) {
        List<Content> forms = new ArrayList<>();
        part.unsigned().ifPresent(unsigned -> forms.add(cpim(part.copy(), unsigned)));
        part.html().map(Content::html).ifPresent(forms::add);
        return forms;
    }

    private Content cpim(Copy copy, Unsigned unsigned) {
        CpimWriter cpim = CpimWriter.from(
                        copy.from(),
                        address(unsigned.origin()),
                        address(unsigned.origin().audience(), copy),
                        unsigned.origin().at())
                .asking(receipts.apply(copy.text()), addresses.of(copy.room()));
        return new Content(
                Content.CPIM,
                unsigned.html()
                        .map(html -> cpim.text(Content.HTML, html))
                        .orElseGet(() -> cpim.text(Content.PLAIN, unsigned.body())));
    }

    private String address(Origin origin) {
        Member sender = origin.sender();
        return sender.identity().isKnown() ? addresses.of(origin.room().pbx(), sender) : NOBODY;
    }

    /** To tells a private text from one to all (as RFC 7701 §6.1 has it). */
    private String address(Audience audience, Copy copy) {
        return switch (audience) {
            case Audience.Everyone everyone -> addresses.of(copy.room());
            case Audience.Only only -> addresses.of(copy.room().pbx(), copy.to());
        };
    }
}
