package dev.parley.interop.freeswitch;

import dev.parley.interop.FreePort;
import java.util.concurrent.ThreadLocalRandom;

/** Loopback ports that were free a moment ago. */
record FreeSwitchPorts(int sip, int eventSocket, int rtpStart, int rtpEnd) {
    private static final int RTP_WIDTH = 2000;

    static FreeSwitchPorts free() {
        int rtp = ThreadLocalRandom.current().nextInt(5, 15) * RTP_WIDTH;
        return new FreeSwitchPorts(FreePort.udpAndTcp(), FreePort.tcp(), rtp, rtp + RTP_WIDTH - 1);
    }
}
