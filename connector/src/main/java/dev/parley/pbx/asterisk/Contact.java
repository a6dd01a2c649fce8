package dev.parley.pbx.asterisk;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where a device of an endpoint has registered.
 *
 * @param uri the SIP URI that the device registered; written by the phone
 * @param destination of a MessageSend; empty if it cannot be written safely
 */
record Contact(String endpoint, String uri, Optional<String> destination) {
    /** Looks at both only once: a room's worth of these is written to with every text. */
    Contact(String endpoint, String uri) {
        this(endpoint, uri, AmiValue.destination(endpoint, uri));
    }

    /** What {@code PJSIP_DIAL_CONTACTS(endpoint)} gives: {@code PJSIP/bob/sip:bob@ip:port&PJSIP/bob/sip:...}. */
    static List<Contact> parse(String endpoint, String dialContacts) {
        String prefix = "PJSIP/" + endpoint + "/";
        return Arrays.stream(dialContacts.split("&(?=PJSIP/)"))
                .filter(contact -> contact.startsWith(prefix))
                .map(contact -> new Contact(endpoint, contact.substring(prefix.length())))
                .toList();
    }

    /** Host and port as the PBX sees them in {@code PJSIP_RECVADDR}: {@code ip:port}. */
    String address() {
        String afterUser = uri.substring(uri.indexOf('@') + 1);
        String hostPort = afterUser.split("[;?]", 2)[0].replaceFirst("(?i)^sips?:", "");
        boolean hasPort = hostPort.matches(".*:\\d+") && (!hostPort.startsWith("[") || hostPort.contains("]:"));
        return hasPort ? hostPort : hostPort + ":5060";
    }
}
