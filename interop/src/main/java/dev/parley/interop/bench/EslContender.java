package dev.parley.interop.bench;

/** One client of the event socket. */
interface EslContender {
    /** Connects, subscribes, and returns when all events have come or nothing comes any more. */
    void events(EslReplay server, EslTally tally) throws Exception;

    /** Connects, and asks {@code api echo} from several threads, each waiting for its answers. */
    void commands(EslReplay server, EslTally tally) throws Exception;
}
