package dev.parley.pbx.asterisk;

import dev.parley.chat.Claim;
import dev.parley.chat.Copy;
import dev.parley.chat.Limits;
import dev.parley.chat.Notice;
import dev.parley.chat.Outcome;
import dev.parley.chat.Part;
import dev.parley.chat.TextId;
import dev.parley.config.AsteriskConfig;
import dev.parley.pbx.RoomUri;
import dev.parley.room.RoomId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Texts as MESSAGEs of their own, from the room's URI to each device of an endpoint, by AMI MessageSend. */
final class OutOfDialog {
    /** Base64Body takes 756 bytes of text; with one more the AMI line is too long (16.28 and 22.10). */
    static final int MOST_BYTES = 756;

    private static final int ROOM_FOR_NAME = 100;
    /** Copies of ours are known by it should they come back. */
    static final String MARK = TextId.HEADER;

    private final AsteriskConfig config;
    private final Contacts contacts;
    private final Optional<AmiOverHttp> http;

    OutOfDialog(AsteriskConfig config, Contacts contacts, Optional<AmiOverHttp> http) {
        this.config = config;
        this.contacts = contacts;
        this.http = http;
    }

    Limits limits(String body) {
        boolean isLong = body.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES - ROOM_FOR_NAME;
        return isLong && http.filter(AmiOverHttp::isUsable).isPresent()
                ? AmiOverHttp.LIMITS
                : new Limits(MOST_BYTES, true);
    }

    /** Empty where the connection ended before the PBX answered. */
    Optional<Outcome> send(Part part, AmiSession session, Duration patience) {
        Copy copy = part.copy();
        String endpoint = copy.to().identity().endpoint();
        return switch (contacts.of(endpoint, session, patience)) {
            case Contacts.Found.Lost lost -> Optional.empty();
            case Contacts.Found.Refused refused -> Optional.of(new Outcome.Refused(refused.why()));
            case Contacts.Found.Devices devices -> sendToAll(part, others(devices, copy), session, patience);
        };
    }

    private static List<Contact> others(Contacts.Found.Devices devices, Copy copy) {
        if (copy.exceptSource().isEmpty()) {
            return devices.contacts();
        }
        return devices.contacts().stream()
                .filter(contact -> !contact.address().equals(copy.exceptSource()))
                .toList();
    }

    private Optional<Outcome> sendToAll(Part part, List<Contact> devices, AmiSession session, Duration patience) {
        if (devices.isEmpty()) {
            return Optional.of(new Outcome.Unreachable("no other device is registered"));
        }
        Outcome best = new Outcome.Unreachable("no device");
        for (Contact device : devices) {
            Optional<Outcome> outcome = sendTo(device, part, session, patience);
            if (outcome.isEmpty()) {
                return Optional.empty();
            }
            best = best instanceof Outcome.HandedOver ? best : outcome.get();
        }
        return Optional.of(best);
    }

    private Optional<Outcome> sendTo(Contact device, Part part, AmiSession session, Duration patience) {
        Optional<String> destination = device.destination();
        if (destination.isEmpty()) {
            return Optional.of(new Outcome.Refused("contact cannot be written to AMI safely"));
        }
        RoomId room = part.copy().room();
        String from = AmiValue.displayNameAddress(part.copy().from(), RoomUri.of(room, config.domain()));
        String mark = part.copy().text().value();
        if (http.isPresent() && part.body().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return Optional.of(http.get().messageSend(destination.get(), from, part.body(), mark, patience));
        }
        return outcome(session.ask(TextAction.messageSend(destination.get(), from, part.body(), mark), patience));
    }

    /** To the address that a text came from: as a device of the account it claimed, or not at all. */
    Outcome answer(Notice notice, AmiSession session, Duration patience) {
        Optional<String> destination = AmiValue.destination(notice.to().user(), returnUri(notice.to()));
        if (destination.isEmpty() || notice.to().source().isEmpty()) {
            return new Outcome.Unreachable("the text came from nowhere that can be answered");
        }
        String from = AmiValue.displayNameAddress("", RoomUri.of(notice.room(), config.domain()));
        return outcome(session.ask(TextAction.messageSend(destination.get(), from, notice.words(), "notice"), patience))
                .orElse(new Outcome.Expired("no answer from AMI"));
    }

    private static String returnUri(Claim to) {
        String uri = "sip:" + to.user() + "@" + to.source();
        return to.transport().isEmpty() || to.transport().equals("udp") ? uri : uri + ";transport=" + to.transport();
    }

    private static Optional<Outcome> outcome(AmiReply reply) {
        return switch (reply) {
            case AmiReply.Success s -> Optional.of(new Outcome.HandedOver());
            case AmiReply.Failure f -> Optional.of(new Outcome.Refused("MessageSend: " + f.message()));
            case AmiReply.Lost lost -> Optional.empty();
        };
    }
}
