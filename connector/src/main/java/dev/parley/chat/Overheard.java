package dev.parley.chat;

import dev.parley.room.MemberId;
import java.util.Optional;

/**
 * How a text came that somebody wrote inside a call and that the PBX's own relay brought to Parley's leg in the room.
 *
 * @param name the writer's, as the relay showed it; a phone may have chosen any
 * @param perhaps the only member who goes by that name
 * @param passes whether it may go out although nobody can tell who wrote it; the others then read that it is so
 */
public record Overheard(String name, Optional<MemberId> perhaps, boolean passes) {}
