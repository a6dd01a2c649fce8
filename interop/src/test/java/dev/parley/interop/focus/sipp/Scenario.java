package dev.parley.interop.focus.sipp;

import java.util.ArrayList;
import java.util.List;

/** One side's part in a call, as sipp plays it. Immutable: each step gives a scenario that is one longer. */
final class Scenario {
    private static final String SDP = """
            Content-Type: application/sdp
            Content-Length: [len]

            v=0
            o=- 1 1 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 4000 RTP/AVP 0
            """;
    private static final String NOTHING = "Content-Length: 0\n\n";
    private static final String CONTACT = "Contact: <sip:party@127.0.0.1:[contact_port];transport=[transport]>\n";

    private final boolean phone;
    private final List<String> steps;
    private final int number;
    private final int invite;

    private Scenario(boolean phone, List<String> steps, int number, int invite) {
        this.phone = phone;
        this.steps = List.copyOf(steps);
        this.number = number;
        this.invite = invite;
    }

    static Scenario phone() {
        return new Scenario(true, List.of(), 0, 0);
    }

    /** It begins with the INVITE. */
    static Scenario pbx() {
        return new Scenario(false, List.of(), 100, 0).and("""
                <recv request="INVITE"><action>
                  <ereg regexp=".*" search_in="hdr" header="Via:" assign_to="via"/>
                  <ereg regexp=".*" search_in="hdr" header="From:" assign_to="from"/>
                  <ereg regexp=".*" search_in="hdr" header="To:" assign_to="to"/>
                  <ereg regexp=".*" search_in="hdr" header="CSeq:" assign_to="cseq"/>
                </action></recv>
                """);
    }

    private Scenario and(String step) {
        List<String> longer = new ArrayList<>(steps);
        longer.add(step);
        return new Scenario(phone, longer, number, invite);
    }

    private Scenario counted(boolean isInvite) {
        return new Scenario(phone, steps, number + 1, isInvite ? steps.size() : invite);
    }

    /** A request with the next number, and with an offer where it is an INVITE. */
    Scenario sends(String method) {
        return counted(method.equals("INVITE"))
                .request(method, "[branch]", "retrans=\"500\"", method.equals("INVITE") ? CONTACT + SDP : NOTHING)
                .mayHearTrying(method);
    }

    /** INVITE without an offer. */
    Scenario asksForAnOffer() {
        return counted(true)
                .request("INVITE", "[branch]", "retrans=\"500\"", CONTACT + NOTHING)
                .mayHearTrying("INVITE");
    }

    private Scenario mayHearTrying(String method) {
        return method.equals("INVITE") ? mayHear(100) : this;
    }

    /** ACK of a 2xx. */
    Scenario acknowledges() {
        return request("ACK", "[branch]", "", NOTHING);
    }

    /** ACK of a 2xx with the answer in it. */
    Scenario acknowledgesWithAnswer() {
        return request("ACK", "[branch]", "", SDP);
    }

    /** ACK of a refusal, which belongs to the INVITE's transaction. */
    Scenario acknowledgesRefusal() {
        return request("ACK", "[branch-" + (steps.size() - invite) + "]", "", NOTHING);
    }

    Scenario cancels() {
        return request("CANCEL", "[branch-" + (steps.size() - invite) + "]", "retrans=\"500\"", NOTHING);
    }

    private Scenario request(String method, String branch, String how, String rest) {
        return and("<send " + how + "><![CDATA[\n" + method
                + " sip:3001@conf.example SIP/2.0\n"
                + "Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=" + branch + ";rport\n"
                + "Max-Forwards: 70\n" + parties() + "CSeq: " + number + " " + method + "\n" + rest + "]]></send>\n");
    }

    /** sipp writes the far tag itself, once it knows one. */
    private String parties() {
        return phone ? """
                From: <sip:alice@pbx.example>;tag=[pid]a[call_number]
                To: <sip:3001@conf.example>[peer_tag_param]
                Call-ID: [call_id]
                """ : """
                From: [$to];tag=[pid]b[call_number]
                To: [$from]
                Call-ID: [call_id]
                """;
    }

    Scenario hears(int code) {
        return and("<recv response=\"" + code + "\"/>\n");
    }

    Scenario mayHear(int code) {
        return and("<recv response=\"" + code + "\" optional=\"true\"/>\n");
    }

    Scenario hears(String method) {
        return and("<recv request=\"" + method + "\"/>\n");
    }

    /** In a network that loses things, it may be lost. */
    Scenario mayHear(String method) {
        return and("<recv request=\"" + method + "\" optional=\"true\"/>\n");
    }

    /** Answers what it heard last. */
    Scenario answers(int code) {
        return and("<send><![CDATA[\nSIP/2.0 " + code + " Answer\n" + """
                [last_Via:]
                [last_From:]
                [last_To:]
                [last_Call-ID:]
                [last_CSeq:]
                """ + NOTHING + "]]></send>\n");
    }

    /** Answers the INVITE that the call began with. */
    Scenario answersCall(int code) {
        boolean taken = code / 100 == 2;
        return and("<send" + (code >= 200 ? " retrans=\"500\"" : "") + "><![CDATA[\nSIP/2.0 " + code + " Answer\n" + """
                Via: [$via]
                From: [$from]
                To: [$to];tag=[pid]b[call_number]
                Call-ID: [call_id]
                CSeq: [$cseq]
                """
                + CONTACT + (taken ? SDP : NOTHING) + "]]></send>\n");
    }

    /** Answers a re-INVITE that it heard last. */
    Scenario accepts() {
        return and("<send retrans=\"500\"><![CDATA[\nSIP/2.0 200 Answer\n" + """
                [last_Via:]
                [last_From:]
                [last_To:]
                [last_Call-ID:]
                [last_CSeq:]
                """ + CONTACT + SDP + "]]></send>\n");
    }

    Scenario pauses(int millis) {
        return and("<pause milliseconds=\"" + millis + "\"/>\n");
    }

    /** For a while it still answers what is repeated. */
    Scenario lingers(int millis) {
        return and("<timewait milliseconds=\"" + millis + "\"/>\n");
    }

    String xml() {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<scenario name=\"" + (phone ? "phone" : "pbx") + "\">\n"
                + String.join("", steps)
                + (phone ? "" : "<Reference variables=\"via,from,to,cseq\"/>\n") + "</scenario>\n";
    }
}
