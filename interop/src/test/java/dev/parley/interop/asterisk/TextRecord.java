package dev.parley.interop.asterisk;

import dev.parley.interop.ami.AmiFrame;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** What a door told about a text, decoded. */
record TextRecord(
        String room,
        String callId,
        String cseq,
        String from,
        String type,
        String length,
        String transport,
        String source,
        String auth,
        String mark,
        String auto,
        String agent,
        String body) {

    static TextRecord of(AmiFrame event) {
        return new TextRecord(
                event.header("Room").orElseThrow(),
                event.decoded("CallID64").orElseThrow(),
                event.decoded("CSeq64").orElseThrow(),
                event.decoded("From64").orElseThrow(),
                event.decoded("Type64").orElseThrow(),
                event.header("Length").orElseThrow(),
                event.header("Transport").orElseThrow(),
                event.header("Source").orElseThrow(),
                event.decoded("Auth64").orElseThrow(),
                event.decoded("Mark64").orElseThrow(),
                event.decoded("Auto64").orElseThrow(),
                event.decoded("Agent64").orElseThrow(),
                event.decoded("Body64").orElseThrow());
    }

    /** The fields in the order of the ring and of the FastAGI arguments. */
    static TextRecord of(List<String> fields) {
        return new TextRecord(
                fields.get(0),
                decoded(fields.get(1)),
                decoded(fields.get(2)),
                decoded(fields.get(3)),
                decoded(fields.get(4)),
                fields.get(5),
                fields.get(6),
                fields.get(7),
                decoded(fields.get(8)),
                decoded(fields.get(9)),
                decoded(fields.get(10)),
                decoded(fields.get(11)),
                decoded(fields.get(12)));
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
