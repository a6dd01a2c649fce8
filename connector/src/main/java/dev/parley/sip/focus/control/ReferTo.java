package dev.parley.sip.focus.control;

import dev.parley.pbx.Callee;
import dev.parley.sip.stack.Incoming;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sip.address.SipURI;
import javax.sip.address.TelURL;
import javax.sip.address.URI;
import javax.sip.header.Parameters;
import javax.sip.header.ReferToHeader;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;

/** What a REFER to a room asks for (RFC 3515 §2.1, RFC 4579 §5). */
sealed interface ReferTo {
    /** RFC 3966 §3: between the digits of a number, for people to read. */
    Pattern VISUAL_SEPARATORS = Pattern.compile("[-.()]");

    /** Somebody is to be called into the room (RFC 4579 §5.5). */
    record Invite(Callee callee) implements ReferTo {}

    /** Whoever the phone talks to in another call is to come into the room (RFC 5589 §7). @param replaces that call */
    record Bring(Callee callee, Replaces replaces) implements ReferTo {}

    /** A member is to be thrown out (RFC 4579 §5.11). @param uri without the method */
    record Remove(SipURI uri, String user) implements ReferTo {}

    /** @param code what the REFER is answered @param why for the log */
    record Refused(int code, String why) implements ReferTo {}

    static ReferTo of(Incoming refer) {
        if (!(refer.request().getHeader(ReferToHeader.NAME) instanceof ReferToHeader header)
                || header.getAddress() == null) {
            return new Refused(400, "no Refer-To that can be read");
        }
        return switch (header.getAddress().getURI()) {
            case SipURI uri -> of(uri, method(header, uri));
            case TelURL tel -> invite(number(tel), "");
            case URI other -> new Refused(403, "neither sip nor tel");
        };
    }

    private static ReferTo of(SipURI uri, String method) {
        Optional<Replaces> replaces = Replaces.of(uri);
        // Whoever is called would be sent there at the word of whoever refers.
        if (uri.getHeaderNames().hasNext() && replaces.isEmpty() || uri.getUserPassword() != null) {
            return new Refused(403, "headers or a password in the address");
        }
        String user = decoded(uri.getUser());
        if (replaces.isPresent()) {
            return Callee.of(user, uri.getHost().toLowerCase(Locale.ROOT))
                    .filter(callee -> method.isEmpty() || method.equals(Request.INVITE))
                    .<ReferTo>map(callee -> new Bring(callee, replaces.get()))
                    .orElseGet(() -> new Refused(403, "nobody whom a phone could talk to"));
        }
        return switch (method) {
            case "", Request.INVITE -> invite(user, uri.getHost().toLowerCase(Locale.ROOT));
            case Request.BYE -> {
                SipURI member = (SipURI) uri.clone();
                member.removeParameter("method");
                yield new Remove(member, user);
            }
            // Not 501, which would end the call that it came in (RFC 5057 §5.1).
            default -> new Refused(403, "neither INVITE nor BYE");
        };
    }

    private static ReferTo invite(String user, String host) {
        return Callee.of(user, host)
                .<ReferTo>map(Invite::new)
                .orElseGet(() -> new Refused(403, "nobody whom a PBX could call"));
    }

    /** Without brackets the parameters are those of the header (RFC 3261 §20): then a BYE must not become a call. */
    private static String method(ReferToHeader header, SipURI uri) {
        return Optional.ofNullable(uri.getMethodParam())
                .or(() -> header instanceof Parameters outside
                        ? Optional.ofNullable(outside.getParameter("method"))
                        : Optional.empty())
                .orElse("");
    }

    private static String number(TelURL tel) {
        String digits = VISUAL_SEPARATORS.matcher(tel.getPhoneNumber()).replaceAll("");
        return tel.isGlobal() && !digits.startsWith("+") ? "+" + digits : digits;
    }

    /** Of a part of a URI; jain-sip 1.3.0-91 leaves it as it is written. */
    static String decoded(@Nullable String part) {
        try {
            return part == null ? "" : URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
