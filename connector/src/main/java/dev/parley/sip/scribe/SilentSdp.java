package dev.parley.sip.scribe;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Session descriptions of a leg that neither sends nor takes media (RFC 8866, a=inactive). */
final class SilentSdp {
    static final String TYPE = "application/sdp";

    /** Nothing is ever sent to it; 0 would refuse the stream (RFC 3264 §5.1). */
    private static final String PORT = "9";

    private static final Pattern MEDIA = Pattern.compile("(?m)^m=(\\S+) \\d+(?:/\\d+)? (\\S+) (\\S+)");
    private static final List<String> CODECS =
            List.of("a=rtpmap:0 PCMU/8000", "a=rtpmap:8 PCMA/8000", "a=rtpmap:9 G722/8000");

    private SilentSdp() {}

    static byte[] offer(long version) {
        List<String> lines = session(version);
        lines.add("m=audio " + PORT + " RTP/AVP 0 8 9");
        lines.addAll(CODECS);
        lines.add("a=inactive");
        return written(lines);
    }

    /** To a re-INVITE: one line for each of theirs (RFC 3264 §6); audio stays silent, all else is refused. */
    static byte[] answer(byte[] offer, long version) {
        List<String> lines = session(version);
        Matcher media = MEDIA.matcher(new String(offer, StandardCharsets.UTF_8).replace("\r\n", "\n"));
        while (media.find()) {
            boolean audio = media.group(1).equals("audio");
            lines.add("m=" + media.group(1) + " " + (audio ? PORT : "0") + " " + media.group(2) + " " + media.group(3));
            if (audio) {
                lines.add("a=inactive");
            }
        }
        return written(lines);
    }

    private static List<String> session(long version) {
        return new ArrayList<>(
                List.of("v=0", "o=parley 1 " + version + " IN IP4 127.0.0.1", "s=-", "c=IN IP4 127.0.0.1", "t=0 0"));
    }

    private static byte[] written(List<String> lines) {
        return (String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
