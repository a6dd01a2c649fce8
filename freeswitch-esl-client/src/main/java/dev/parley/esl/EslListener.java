package dev.parley.esl;

/**
 * Is told of what comes over one connection, in the order of the wire and on one thread of its own. It may take its time:
 * the reading goes on meanwhile.
 */
public interface EslListener {
    void event(EslEvent event);

    /**
     * Events were lost at this place of the order: whatever is kept in step by events has to be asked for anew.
     *
     * @param events how many
     * @param why the queue was full, or an event could not be read
     */
    void missed(long events, String why);

    /** The last word. */
    void ended(EslException why);
}
