package dev.parley.interop.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/**
 * A contender in a JVM of its own; arguments are {@code parley} or {@code bare}, its port, and the port of the phones. It is
 * told over its input what to do, and says when it has.
 */
final class SipChild {
    private SipChild() {}

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[1]);
        int phones = Integer.parseInt(args[2]);
        try (SipContender contender =
                        args[0].equals("parley") ? new SipParley(port, phones) : new SipBare(port, phones);
                var told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println("ready 0");
            for (String line = told.readLine(); line != null; line = told.readLine()) {
                if (line.equals("heap")) {
                    System.gc();
                    System.out.println("heap "
                            + (ManagementFactory.getMemoryMXBean()
                                            .getHeapMemoryUsage()
                                            .getUsed()
                                    >> 20));
                } else {
                    contender.members(Integer.parseInt(line));
                    System.out.println("ready " + line);
                }
            }
        }
        System.exit(0);
    }
}
