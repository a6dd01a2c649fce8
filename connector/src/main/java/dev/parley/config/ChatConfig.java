package dev.parley.config;

import dev.parley.chat.Rate;
import java.time.Duration;
import java.util.Set;

/**
 * The relay's limits.
 *
 * @param types media types that pass, lower case
 * @param maxBytes most UTF-8 bytes of one text
 * @param perSender how fast one member may write to one room
 * @param perRoom how fast a room takes texts of all its members together
 * @param duplicates for how long a second coming of the same request is noticed
 * @param expiry after this long a copy that could not be sent is given up
 * @param lane most copies that may wait for one member; more push out the oldest
 * @param drain at shutdown, how long accepted texts may take to go out
 */
public record ChatConfig(
        Set<String> types,
        int maxBytes,
        Rate perSender,
        Rate perRoom,
        Duration duplicates,
        Duration expiry,
        int lane,
        Duration drain) {
    public ChatConfig {
        types = Set.copyOf(types);
    }
}
