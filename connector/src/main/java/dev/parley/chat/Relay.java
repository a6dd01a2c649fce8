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
    private final Recipients recipients;
    private final Lanes lanes;
    private final Notices notices;
    private final RelayListener listener;
    private final DisplayNames names = new DisplayNames();

    public Relay(
            Rooms rooms,
            Links links,
            Rules rules,
            Recipients recipients,
            Lanes lanes,
            Notices notices,
            RelayListener listener) {
        this.rooms = rooms;
        this.links = links;
        this.rules = rules;
        this.recipients = recipients;
        this.lanes = lanes;
        this.notices = notices;
        this.listener = listener;
    }

    /** Decides in the room's own order, so that a text meets the members who joined before it and no others. */
    public void said(Text text) {
        rooms.inOrder(text.room(), room -> relay(text, room));
    }

    private void relay(Text text, Room room) {
        Relayed relayed = decide(Said.in(room, text));
        listener.decided(relayed);
        switch (relayed) {
            case Relayed.Copies c -> c.copies().forEach(lanes::offer);
            case Relayed.Refused r ->
                notices.offer(new Notice(text.room(), text.claim(), r.verdict().words()), text.received());
            case Relayed.Dropped d -> {}
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
