package dev.parley.config;

import dev.parley.chat.Rate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What people may do with a room from their phones (RFC 4579).
 *
 * @param transfer what becomes of a phone that refers somebody to the room inside of its call, as its Transfer key does
 * @param ring for how long somebody is called
 * @param moderators who may throw others out
 * @param invite who may call whom into which room; the first that fits counts, and what none allows is refused
 * @param factory the address that makes a new room, if there is one
 */
public record ControlConfig(
        Transfer transfer,
        Duration ring,
        Moderators moderators,
        List<Rule> invite,
        Limits limits,
        Optional<Factory> factory) {
    public ControlConfig {
        invite = List.copyOf(invite);
    }

    /** What becomes of a phone that refers somebody to the room inside of its call. */
    public enum Transfer {
        /** It hears that the other came, and hangs up. */
        LEAVE,
        /** It hears nothing more, and stays. */
        KEEP,
        REFUSE
    }

    /**
     * @param users by name, whether they are in the room or not
     * @param pbx whoever the PBX says is a chair, ADMIN of ConfBridge or moderator of mod_conference
     * @param first whoever has been in the room longest
     */
    public record Moderators(Set<String> users, boolean pbx, boolean first) {
        public Moderators {
            users = Set.copyOf(users);
        }
    }

    /** What somebody is to the room. */
    public enum Role {
        /** Known to Parley or the PBX, in the room or not. */
        ANYBODY,
        MEMBER,
        MODERATOR
    }

    /**
     * @param users who may; empty for all that have the role
     * @param rooms whole names of rooms
     * @param who whole numbers or names of those who may be called
     * @param hosts of their addresses, lower case and without port; empty for the PBX's own and the focus's
     * @param dial see {@link dev.parley.pbx.Way}
     * @param entrance see {@link dev.parley.pbx.Way}
     */
    public record Rule(
            Set<String> users, Role role, Pattern rooms, Pattern who, Set<String> hosts, String dial, String entrance) {
        public Rule {
            users = Set.copyOf(users);
            hosts = Set.copyOf(hosts);
        }
    }

    /**
     * @param perUser how often one may call somebody into a room
     * @param perRoom how often somebody may be called into one room
     * @param atOncePerUser most calls of one that still ring
     * @param atOncePerRoom most calls into one room that still ring
     */
    public record Limits(Rate perUser, Rate perRoom, int atOncePerUser, int atOncePerRoom) {}

    /**
     * @param user of the address that makes a new room
     * @param pbx whose room it is then
     * @param first number of a room
     * @param last number of a room
     * @param users who may make one
     * @param endsWithCreator whether all are thrown out when whoever made it has left
     */
    public record Factory(String user, String pbx, int first, int last, Set<String> users, boolean endsWithCreator) {
        public Factory {
            users = Set.copyOf(users);
        }
    }
}
