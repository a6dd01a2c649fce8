package dev.parley.interop.asterisk;

import dev.parley.interop.FreePort;
import java.util.concurrent.ThreadLocalRandom;

/** Loopback ports that were free a moment ago. RTP needs no check: Asterisk itself skips ports that are taken. */
record Ports(int sip, int ami, int http, int rtpStart, int rtpEnd) {
    private static final int RTP_WIDTH = 2000;

    static Ports free() {
        int rtp = ThreadLocalRandom.current().nextInt(5, 15) * RTP_WIDTH;
        return new Ports(FreePort.udpAndTcp(), FreePort.tcp(), FreePort.tcp(), rtp, rtp + RTP_WIDTH - 1);
    }
}
