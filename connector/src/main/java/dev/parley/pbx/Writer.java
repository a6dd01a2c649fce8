package dev.parley.pbx;

import dev.parley.room.MemberId;

/** Who wrote a text inside a call, as far as the PBX's own relay of it tells. */
public sealed interface Writer {
    String name();

    /** What the relay showed only this leg's PBX and Parley know. */
    record Proven(MemberId member, String name) implements Writer {}

    /** The only member who goes by this name; but any phone may write under any name. */
    record Named(MemberId member, String name) implements Writer {}

    record Unknown(String name) implements Writer {}
}
