package dev.parley.sip.focus.call;

import dev.parley.pbx.UserPart;
import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.Sip;
import java.util.Optional;
import javax.sip.address.Address;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;

/** Writes the INVITE that goes on to the PBX. */
final class Invitation {
    private final Signalling line;

    Invitation(Signalling line) {
        this.line = line;
    }

    Request of(Incoming invite, Admitted call, Contacts contacts) {
        Sip sip = line.sip();
        Request out = sip.request(
                Request.INVITE,
                sip.uri(uri(call)),
                new Sip.Parties(
                        sip.newId(),
                        bare(invite.from().getAddress()),
                        sip.newId(),
                        bare(((ToHeader) invite.request().getHeader(ToHeader.NAME)).getAddress()),
                        ""),
                1);
        line.carried().request(invite.request(), out);
        out.setHeader(sip.header("Contact", contacts.of(Side.PBX)));
        // The PBX tells by it what the phone can do, and writes it down for whoever looks after the phones.
        invite.header("User-Agent").ifPresent(agent -> out.setHeader(sip.header("User-Agent", agent)));
        sip.headers("Allow", Carried.allowed(invite.request())).forEach(out::addHeader);
        out.addHeader(sip.header("Supported", "timer"));
        out.addHeader(
                sip.header("Session-Expires", String.valueOf(line.session().toSeconds())));
        call.asserted().ifPresent(uri -> out.addHeader(sip.header("P-Asserted-Identity", "<" + uri + ">")));
        Hops.less(invite.request(), sip).ifPresent(out::setHeader);
        return out;
    }

    private static String uri(Admitted call) {
        String transport = call.behind().transport();
        return "sip:" + UserPart.of(call.room().name()) + "@" + call.behind().calls()
                + (transport.equals("udp") ? "" : ";transport=" + transport);
    }

    private Address bare(Address written) {
        String name = Optional.ofNullable(written.getDisplayName()).orElse("");
        return line.sip().address(name, written.getURI().toString());
    }
}
