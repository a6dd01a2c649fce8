package dev.parley.chat;

import dev.parley.room.Member;
import java.util.Optional;

/** The calls to rooms that go through Parley itself. */
@FunctionalInterface
public interface OwnCalls {
    OwnCalls NONE = member -> Optional.empty();

    /** Where the phone of this member's call is, {@code ip:port}; empty where the call goes past Parley. */
    Optional<String> phone(Member member);
}
