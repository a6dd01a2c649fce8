package dev.parley.sip.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What stood on the CPIM object that the content was in.
 *
 * @param from URI of the sender; a claim like any other
 * @param to URIs of whom it is for, at least one, copies included
 * @param request the receipts that the sender wants
 */
public record Envelope(String from, List<String> to, Optional<ReceiptRequest> request) {
    public Envelope {
        to = List.copyOf(to);
    }

    static Envelope of(Cpim cpim) throws NotTaken {
        List<String> to = new ArrayList<>(cpim.addresses("To"));
        to.addAll(cpim.addresses("cc"));
        return new Envelope(cpim.addresses("From").getFirst(), to, ReceiptRequest.of(cpim));
    }
}
