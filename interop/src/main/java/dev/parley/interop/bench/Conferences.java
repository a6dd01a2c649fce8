package dev.parley.interop.bench;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What Asterisk 22 says on AMI about many rooms, with every field it sends and the variables of the shipped dialplan. */
record Conferences(int rooms, int membersEach) {

    String joins() {
        return IntStream.range(0, members())
                .mapToObj(member ->
                        event("ConfbridgeJoin", member) + variables(member) + "Admin: No\r\nMuted: No\r\n\r\n")
                .collect(Collectors.joining());
    }

    /** Everybody in turn begins to talk, then everybody ends, and so on: each event changes something. */
    String talking(int events) {
        return IntStream.range(0, events)
                .mapToObj(i -> event("ConfbridgeTalking", i % members()) + variables(i % members()) + "TalkingStatus: "
                        + (i / members() % 2 == 0 ? "on" : "off") + "\r\nAdmin: No\r\n\r\n")
                .collect(Collectors.joining());
    }

    int members() {
        return rooms * membersEach;
    }

    private String event(String name, int member) {
        int room = 1000 + member / membersEach;
        return """
                Event: %1$s
                Privilege: call,all
                Timestamp: 1795454978.296930
                Conference: %2$d
                BridgeUniqueid: ebbbb354-12ed-4c4b-9d19-ea8f8c%3$06d
                BridgeType: base
                BridgeTechnology: softmix
                BridgeCreator: ConfBridge
                BridgeName: %2$d
                BridgeNumChannels: 3
                BridgeVideoSourceMode: none
                Channel: PJSIP/p%3$d-%3$08x
                ChannelState: 6
                ChannelStateDesc: Up
                CallerIDNum: %3$d
                CallerIDName: Phone %3$d
                ConnectedLineNum: <unknown>
                ConnectedLineName: <unknown>
                Language: en
                AccountCode:\s
                Context: phones
                Exten: %2$d
                Priority: 2
                Uniqueid: 1795454977.%3$d
                Linkedid: 1795454977.%3$d
                """.formatted(name, room, member).replace("\n", "\r\n");
    }

    private static String variables(int member) {
        return "ChanVariable: PARLEY_CALLID64=" + base64("a84b4c76e66710-" + member + "@192.0.2." + member % 250)
                + "\r\nChanVariable: PARLEY_AGENT64=" + base64("Acrobits Softphone/6.1." + member % 7)
                + "\r\nChanVariable: PARLEY_ALLOW64="
                + base64("INVITE, ACK, CANCEL, OPTIONS, BYE, REFER, NOTIFY, MESSAGE, SUBSCRIBE, INFO, UPDATE")
                + "\r\nChanVariable: PARLEY_ADDR=192.0.2." + member % 250 + ":" + (5060 + member)
                + "\r\nChanVariable: PARLEY_AOR=p" + member + "\r\nChanVariable: PARLEY_AUTH=yes\r\n";
    }

    private static String base64(String value) {
        return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }
}
