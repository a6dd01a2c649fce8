package dev.parley.chat;

import dev.parley.room.Member;
import dev.parley.room.Room;
import dev.parley.room.Rooms;
import java.util.List;
import java.util.stream.Stream;

/** Takes every text through its room: who said it, may it pass, who gets a copy. */
public final class Relay {
    private final Rooms rooms;
    private final Links links;
    private final Rules rules;
    private final Proof proof;
    private final Recipients recipients;
    private final Lanes lanes;
    private final Notices notices;
    private final RelayListener listener;
    private final DisplayNames names = new DisplayNames();

    public Relay(
            Rooms rooms,
            Links links,
            Rules rules,
            OwnCalls calls,
            Recipients recipients,
            Lanes lanes,
            Notices notices,
            RelayListener listener) {
        this.rooms = rooms;
        this.links = links;
        this.rules = rules;
        this.proof = new Proof(calls);
        this.recipients = recipients;
        this.lanes = lanes;
        this.notices = notices;
        this.listener = listener;
    }

    /** For doors that cannot say no: a sender who is refused is told so by a text. */
    public void said(Text text) {
        said(text, this::tellIfRefused);
    }

    /**
     * Decides in the room's own order, so that a text meets the members who joined before it and no others.
     *
     * @param reception tells the sender in the door's own way
     */
    public void said(Text text, Reception reception) {
        rooms.inOrder(text.room(), room -> relay(text, room, reception));
    }

    private void relay(Text text, Room room, Reception reception) {
        Relayed relayed = decide(Said.in(room, text, proof));
        listener.decided(relayed);
        reception.decided(relayed);
        if (relayed instanceof Relayed.Copies c) {
            c.copies().forEach(lanes::offer);
        }
    }

    private void tellIfRefused(Relayed relayed) {
        if (relayed instanceof Relayed.Refused refused) {
            Text text = refused.text();
            notices.offer(
                    new Notice(text.room(), text.claim(), refused.verdict().words()), text.received());
        }
    }

    private Relayed decide(Said said) {
        return switch (rules.judge(said)) {
            case Verdict.Refuse refuse -> new Relayed.Refused(said.text(), refuse);
            case Verdict.Drop drop -> new Relayed.Dropped(said.text(), drop);
            case Verdict.Pass pass ->
                said.sender()
                        .<Relayed>map(sender -> copies(said, sender))
                        .orElseGet(() -> new Relayed.Dropped(said.text(), new Verdict.Drop("no-sender")));
        };
    }

    private Relayed.Copies copies(Said said, Member sender) {
        List<Room> chat = chat(said.room());
        String name = names.of(sender, chat);
        return new Relayed.Copies(said.text(), sender, name, recipients.copies(said.text(), sender, name, chat));
    }

    /** The room in which it was said, and those linked with it. */
    private List<Room> chat(Room room) {
        return Stream.concat(Stream.of(room), links.of(room.id()).stream().map(rooms::get))
                .toList();
    }
}
