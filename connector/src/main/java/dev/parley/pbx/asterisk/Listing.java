package dev.parley.pbx.asterisk;

import dev.parley.room.Flag;
import dev.parley.room.RoomId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.asteriskjava.manager.action.ConfbridgeListAction;
import org.asteriskjava.manager.action.ConfbridgeListRoomsAction;
import org.asteriskjava.manager.event.ConfbridgeListCompleteEvent;
import org.asteriskjava.manager.event.ConfbridgeListEvent;
import org.asteriskjava.manager.event.ConfbridgeListRoomsCompleteEvent;
import org.asteriskjava.manager.event.ConfbridgeListRoomsEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.ResponseEvent;

/**
 * One walk through Asterisk's lists: the rooms, then the members of each. It goes over the connection that carries the
 * events, so that lists and events keep the order in which they were true.
 */
final class Listing {
    /** Asterisk's way to say that a list is empty (seen on 16.28 and 22.10). */
    private static final String NO_ROOMS = "No active conferences";

    private final String id;
    private final AmiSession session;
    private final Mirror mirror;
    private final BiConsumer<String, AmiReply> enqueueReply;
    private final Map<RoomId, Boolean> locked = new LinkedHashMap<>();
    private final Map<String, RoomId> asked = new HashMap<>();
    private final Map<String, List<ConferenceList.Listed>> members = new HashMap<>();
    private Optional<String> failure = Optional.empty();
    private boolean roomsDone;

    /** @param enqueueReply takes an answer and the action's id to the thread that feeds {@link #reply} */
    Listing(String id, AmiSession session, Mirror mirror, BiConsumer<String, AmiReply> enqueueReply) {
        this.id = id;
        this.session = session;
        this.mirror = mirror;
        this.enqueueReply = enqueueReply;
    }

    void start() {
        ConfbridgeListRoomsAction rooms = new ConfbridgeListRoomsAction();
        rooms.setActionId(id);
        session.send(rooms, reply -> enqueueReply.accept(id, reply));
    }

    boolean isDone() {
        return failure.isPresent() || roomsDone && asked.isEmpty();
    }

    /** Why the lists could not be had, if so. */
    Optional<String> failure() {
        return failure;
    }

    void reply(String action, AmiReply reply) {
        if (!(reply instanceof AmiReply.Failure refused)) {
            return;
        }
        if (asked.remove(action) != null) {
            return; // the room ended in between: its ConfbridgeEnd says so
        }
        if (!action.equals(id)) {
            return;
        }
        if (refused.message().startsWith(NO_ROOMS)) {
            roomsDone();
        } else {
            failure = Optional.of("ConfbridgeListRooms: " + refused.message());
        }
    }

    void event(ManagerEvent event) {
        if (event instanceof ResponseEvent response) {
            listed(response, AmiFields.text(response.getActionId()));
        }
    }

    private void listed(ResponseEvent event, String action) {
        switch (event) {
            case ConfbridgeListRoomsEvent e -> room(e, action);
            case ConfbridgeListRoomsCompleteEvent e -> {
                if (action.equals(id)) {
                    roomsDone();
                }
            }
            case ConfbridgeListEvent e -> member(e, action);
            case ConfbridgeListCompleteEvent e -> membersDone(action);
            default -> {}
        }
    }

    private void room(ConfbridgeListRoomsEvent event, String action) {
        if (action.equals(id)) {
            mirror.room(AmiFields.text(event.getConference()))
                    .ifPresent(room -> locked.put(room, Boolean.TRUE.equals(event.getLocked())));
        }
    }

    private void member(ConfbridgeListEvent event, String action) {
        if (asked.containsKey(action)) {
            members.computeIfAbsent(action, first -> new ArrayList<>())
                    .add(new ConferenceList.Listed(AmiFields.channel(event), flags(event)));
        }
    }

    private void roomsDone() {
        roomsDone = true;
        mirror.listed(locked.keySet());
        locked.keySet().forEach(this::askMembers);
    }

    private void askMembers(RoomId room) {
        String action = id + "." + asked.size();
        ConfbridgeListAction list = new ConfbridgeListAction();
        list.setActionId(action);
        list.setConference(AmiValue.line(room.name()));
        asked.put(action, room);
        session.send(list, reply -> enqueueReply.accept(action, reply));
    }

    private void membersDone(String action) {
        RoomId room = asked.remove(action);
        if (room != null) {
            mirror.listed(new ConferenceList(
                    room, locked.getOrDefault(room, false), members.getOrDefault(action, List.of())));
        }
    }

    private static Set<Flag> flags(ConfbridgeListEvent event) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        if (Boolean.TRUE.equals(event.getAdmin())) {
            flags.add(Flag.ADMIN);
        }
        if (Boolean.TRUE.equals(event.getMarkedUser())) {
            flags.add(Flag.MARKED);
        }
        AmiFields.flag(flags, Flag.WAITING, event.getWaiting());
        AmiFields.flag(flags, Flag.MUTED, event.getMuted());
        AmiFields.flag(flags, Flag.TALKING, event.getTalking());
        return flags;
    }
}
