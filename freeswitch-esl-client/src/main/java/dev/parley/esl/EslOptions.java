package dev.parley.esl;

import java.time.Duration;
import java.util.Optional;

/**
 * Limits of a connection.
 *
 * @param connectPatience for the TCP connection and for the server's first word
 * @param answerPatience for each command; after it the connection is closed, because nobody could tell any more which
 *     answer belongs to which command
 * @param silence how long nothing at all may come, before the connection counts as dead; FreeSWITCH is asked for a sign of
 *     life well before that
 * @param eventSilence how long no event may come; needs a subscription to HEARTBEAT, which FreeSWITCH sends every 20 s. It
 *     finds a FreeSWITCH that answers commands while its event system stands still
 * @param mostEvents that wait for the listener; more are dropped, newest first, and the listener is told how many
 * @param mostEventBytes likewise, roughly, in bytes
 * @param mostBodyBytes of one frame, 16 MB in FreeSWITCH itself
 */
public record EslOptions(
        Duration connectPatience,
        Duration answerPatience,
        Duration silence,
        Optional<Duration> eventSilence,
        int mostEvents,
        long mostEventBytes,
        int mostBodyBytes) {
    public static EslOptions defaults() {
        return new EslOptions(
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Duration.ofSeconds(15),
                Optional.empty(),
                100_000,
                256L << 20,
                16 << 20);
    }

    public EslOptions withAnswerPatience(Duration patience) {
        return new EslOptions(
                connectPatience, patience, silence, eventSilence, mostEvents, mostEventBytes, mostBodyBytes);
    }

    public EslOptions withSilence(Duration longest) {
        return new EslOptions(
                connectPatience, answerPatience, longest, eventSilence, mostEvents, mostEventBytes, mostBodyBytes);
    }

    public EslOptions withEventSilence(Duration longest) {
        return new EslOptions(
                connectPatience,
                answerPatience,
                silence,
                Optional.of(longest),
                mostEvents,
                mostEventBytes,
                mostBodyBytes);
    }

    public EslOptions withMostEvents(int most) {
        return new EslOptions(
                connectPatience, answerPatience, silence, eventSilence, most, mostEventBytes, mostBodyBytes);
    }
}
