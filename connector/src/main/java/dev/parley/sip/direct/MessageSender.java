package dev.parley.sip.direct;

import java.time.Duration;

/** Sends one MESSAGE as a client transaction of its own, and waits for what comes of it. */
interface MessageSender {
    /** @param patience after it the request is repeated no more */
    Answer send(Message message, Duration patience);
}
