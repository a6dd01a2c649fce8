package dev.parley.conference;

import dev.parley.room.Identity;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.RoomId;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The keys of users and endpoints. Readers compare them byte for byte (RFC 4575 §4.5), so the same person and the same leg
 * always get the same spelling.
 *
 * @param domain of addresses of record that do not say theirs
 */
record Entities(RoomId room, String domain) {
    /** Unreserved and user-unreserved characters of RFC 3261 §25.1. */
    private static final String PLAIN = "-_.!~*'()&=+$,/";

    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9.-]+(:[0-9]{1,5})?|\\[[0-9A-Fa-f:.]+](:[0-9]{1,5})?");

    /** The person's own address, since Linphone finds itself by it; one that nobody else has where none is known. */
    String user(Member member) {
        if (member.identity().isKnown()) {
            return account(name(member.identity()));
        }
        return "sip:anonymous-" + token(member.id()) + "@anonymous.invalid";
    }

    /** In the form of a GRUU (RFC 5627 §3), because clients expect a URI; opaque, because a Contact tells an address. */
    String endpoint(String user, MemberId member) {
        return user + ";gr=" + token(member);
    }

    private static String name(Identity identity) {
        String first = identity.aor().split(",", 2)[0].strip();
        return first.isEmpty() ? identity.endpoint() : first;
    }

    /** @param name with or without its domain */
    String account(String name) {
        String bare = name.replaceFirst("^(?i:sips?):", "");
        int at = bare.lastIndexOf('@');
        if (at > 0 && HOST.matcher(bare.substring(at + 1)).matches()) {
            return "sip:" + escaped(bare.substring(0, at)) + "@"
                    + bare.substring(at + 1).toLowerCase(Locale.ROOT);
        }
        return "sip:" + escaped(bare) + "@" + domain;
    }

    private static String escaped(String user) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : user.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
            escaped.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", b & 0xff));
        }
        return escaped.toString();
    }

    /** The PBX's own id of a channel opens doors on the PBX; this one only tells legs apart. */
    private String token(MemberId member) {
        return Token.of(new Seat(room, member).toString());
    }
}
