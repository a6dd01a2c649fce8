package dev.parley.interop.bench;

import dev.parley.Parley;
import dev.parley.config.ConfigException;
import dev.parley.config.ConfigFile;
import dev.parley.room.Identity;
import dev.parley.room.Leg;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomId;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * A Parley with a focus in a JVM of its own; arguments are its port and the PBX's. Its AMI leads nowhere, so that it is told
 * over its input who has joined the room.
 */
final class FocusChild {
    private static final RoomId ROOM = new RoomId("main", "3001");

    private FocusChild() {}

    public static void main(String[] args) throws Exception {
        try (Parley parley = Parley.start(ConfigFile.parse("bench", config(args[0], args[1]), Map.of()));
                var told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println("ready 0");
            for (String line = told.readLine(); line != null; line = told.readLine()) {
                System.out.println(done(parley, line.split(" ", -1)));
            }
        } catch (ConfigException e) {
            System.err.println(e.errors());
        }
        System.exit(0);
    }

    private static String done(Parley parley, String[] words) throws InterruptedException {
        return switch (words[0]) {
            case "heap" -> {
                System.gc();
                yield "heap "
                        + ManagementFactory.getMemoryMXBean()
                                .getHeapMemoryUsage()
                                .getUsed();
            }
            case "calls" -> "calls " + parley.focusCalls();
            default -> {
                parley.rooms().happened(new RoomEvent.Joined(ROOM, member(words[1], words[2]), Instant.now()));
                parley.rooms().awaitApplied(Duration.ofSeconds(10));
                yield "joined " + words[1];
            }
        };
    }

    private static Member member(String user, String callId) {
        Leg leg = new Leg(callId, "Phone of " + user, Set.of("MESSAGE"), "127.0.0.1:5060");
        return new Member(new MemberId("leg-" + user), new Identity(user, user, true), user, Set.of(), leg);
    }

    private static String config(String port, String pbx) {
        return """
                pbx:
                  - name: main
                    asterisk: {port: 1, secret: nobody, domain: pbx.example}
                    rooms: [{match: "3001"}]
                chat: {rate-per-sender: 9000/s burst 9000, rate-per-room: 9000/s burst 9000}
                admin: {enabled: no}
                sip:
                  listen: ["udp:127.0.0.1:%1$s"]
                  rate-per-source: 9000/s burst 9000
                  focus:
                    pbx: [{name: main, host: conf.example, calls: "127.0.0.1:%2$s"}]
                """.formatted(port, pbx);
    }
}
