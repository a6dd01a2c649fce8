package dev.parley.chat;

import dev.parley.room.Member;
import dev.parley.room.RoomId;
import java.time.Instant;

/**
 * What stood on a text when it was said.
 *
 * @param room that it was said in, which may be another one than its reader is in
 * @param sender may be a stand-in without an account
 */
public record Origin(RoomId room, Member sender, Audience audience, Instant at) {}
