package dev.parley.interop.bench;

import java.util.Optional;

/**
 * What sipp does in each call to room 3001: it hangs up as soon as the call is up.
 *
 * @param password for whoever asks for one; without it nobody must ask
 */
record SippScenario(String user, Optional<String> password) {
    private static final String HEAD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <scenario name="call">
            """;
    private static final String ROOM = "sip:3001@[remote_ip]:[remote_port]";
    private static final String PROVISIONAL = """
            <recv response="100" optional="true"/>
            <recv response="180" optional="true"/>
            <recv response="183" optional="true"/>
            """;
    private static final String SDP = """
            Content-Type: application/sdp
            Content-Length: [len]

            v=0
            o=- 1 1 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 9 RTP/AVP 0
            a=sendrecv
            """;
    private static final String NO_BODY = "Content-Length: 0\n\n";

    String xml() {
        int number = password.isPresent() ? 2 : 1;
        String credentials = password.map(known -> "[authentication username=" + user + " password=" + known + "]\n")
                .orElse("");
        return HEAD
                + (password.isPresent() ? refused() : "")
                + repeated(request("INVITE", ROOM, "To: <" + ROOM + ">", number, credentials + SDP))
                + PROVISIONAL
                + "<recv response=\"200\" rrs=\"true\"/>\n"
                + once(request("ACK", "[next_url]", "[last_To:]", number, "[routes]\n" + NO_BODY))
                + repeated(request("BYE", "[next_url]", "[last_To:]", number + 1, "[routes]\n" + NO_BODY))
                + "<recv response=\"200\"/>\n</scenario>\n";
    }

    private String refused() {
        return repeated(request("INVITE", ROOM, "To: <" + ROOM + ">", 1, SDP))
                + PROVISIONAL
                + "<recv response=\"401\" auth=\"true\"/>\n"
                + once(request("ACK", ROOM, "[last_To:]", 1, NO_BODY));
    }

    private static String once(String request) {
        return "<send><![CDATA[\n" + request + "]]></send>\n";
    }

    private static String repeated(String request) {
        return "<send retrans=\"500\"><![CDATA[\n" + request + "]]></send>\n";
    }

    private String request(String method, String target, String to, int number, String rest) {
        return """
                %1$s %2$s SIP/2.0
                Via: SIP/2.0/UDP [local_ip]:[local_port];branch=[branch];rport
                Max-Forwards: 70
                From: <sip:%3$s@[remote_ip]:[remote_port]>;tag=[call_number]
                %4$s
                Call-ID: [call_id]
                CSeq: %5$d %1$s
                Contact: <sip:%3$s@[local_ip]:[local_port]>
                Allow: INVITE, ACK, BYE, CANCEL, MESSAGE, UPDATE
                %6$s""".formatted(method, target, user, to, number, rest);
    }
}
