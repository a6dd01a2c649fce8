package dev.parley.interop.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.FreePort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real sipp as a subscriber: subscribes, is told, refreshes, is told, takes it back, is told for the last time. */
class SippSubscriberTest {
    private static final String SUBSCRIBE = """
            <send retrans="500"><![CDATA[
            SUBSCRIBE sip:3001@[remote_ip]:[remote_port] SIP/2.0
            Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch];rport
            From: <sip:sipp@127.0.0.1>;tag=[call_number]
            To: <sip:3001@127.0.0.1>%s
            Call-ID: [call_id]
            CSeq: %d SUBSCRIBE
            Contact: <sip:sipp@[local_ip]:[local_port]>
            Max-Forwards: 70
            Event: conference
            Accept: application/conference-info+xml
            Expires: %d
            Content-Length: 0

            ]]></send>
            <recv response="200" rrs="true"><action>
            <ereg regexp="Contact: .*sip:3001@.*;isfocus" search_in="msg" check_it="true" assign_to="1"/>
            </action></recv>
            """;

    private static final String NOTIFY = """
            <recv request="NOTIFY"><action>
            <ereg regexp="Subscription-State: %s" search_in="msg" check_it="true" assign_to="1"/>
            <ereg regexp="state=.full. version=.%d." search_in="msg" check_it="true" assign_to="1"/>
            </action></recv>
            <send><![CDATA[
            SIP/2.0 200 OK
            [last_Via:]
            [last_From:]
            [last_To:]
            [last_Call-ID:]
            [last_CSeq:]
            Content-Length: 0

            ]]></send>
            """;

    @TempDir
    private Path folder;

    @Test
    void sipp_is_told_what_it_subscribes_to_from_the_first_to_the_last() throws Exception {
        Assumptions.assumeTrue(isInstalled(), "sipp is not installed");
        int port = FreePort.udpAndTcp();
        try (SipRooms rooms = new SipRooms("")) {
            rooms.joins("3001", SipRooms.leg("sipp", "127.0.0.1:" + port));
            rooms.awaitHappened("3001");
            Path scenario = Files.writeString(folder.resolve("subscribe.xml"), scenario());
            Process sipp = new ProcessBuilder(List.of(
                            "sipp",
                            "127.0.0.1:" + rooms.port(),
                            "-sf",
                            scenario.toString(),
                            "-i",
                            "127.0.0.1",
                            "-p",
                            String.valueOf(port),
                            "-m",
                            "1",
                            "-nostdin",
                            "-trace_err",
                            "-timeout",
                            "40s",
                            "-timeout_error"))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            sipp.getOutputStream().close();
            String screen = new String(sipp.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(sipp.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(sipp.exitValue()).as(errors() + screen).isZero();
        }
    }

    private static String scenario() {
        String tag = "[peer_tag_param]";
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<scenario name=\"subscriber\">\n"
                + SUBSCRIBE.formatted("", 1, 600)
                + NOTIFY.formatted("active;expires=", 1)
                + SUBSCRIBE.formatted(tag, 2, 900)
                + NOTIFY.formatted("active;expires=", 2)
                + SUBSCRIBE.formatted(tag, 3, 0)
                + NOTIFY.formatted("terminated;reason=timeout", 3)
                + "<Reference variables=\"1\"/>\n</scenario>\n";
    }

    private static boolean isInstalled() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "sipp")));
    }

    private String errors() throws IOException {
        StringBuilder errors = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".log")).toList()) {
                errors.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return errors.toString();
    }
}
