package dev.parley.interop.bench;

import dev.parley.esl.EslAddress;
import dev.parley.esl.EslConnection;
import dev.parley.esl.EslEvent;
import dev.parley.esl.EslException;
import dev.parley.esl.EslListener;
import dev.parley.esl.EslLogin;
import dev.parley.esl.EslOptions;
import dev.parley.esl.EslSubscription;
import java.util.List;

/** Parley's own client. */
final class OwnEsl implements EslContender {
    @Override
    public void events(EslReplay server, EslTally tally) throws Exception {
        try (EslConnection connection = connect(server, tally)) {
            tally.start();
            connection.subscribe(EslSubscription.to(List.of("ALL"), List.of()));
            tally.await();
        }
    }

    @Override
    public void commands(EslReplay server, EslTally tally) throws Exception {
        try (EslConnection connection = connect(server, tally)) {
            EslBench.askFromThreads(
                    tally, word -> connection.api("echo " + word).text());
        }
    }

    private static EslConnection connect(EslReplay server, EslTally tally) throws EslException {
        return EslConnection.connect(
                new EslAddress("127.0.0.1", server.port()),
                new EslLogin.Password(EslReplay.PASSWORD),
                EslOptions.defaults().withMostEvents(Integer.MAX_VALUE),
                new EslListener() {
                    @Override
                    public void event(EslEvent event) {
                        tally.event(
                                Integer.parseInt(event.header(EslReplay.NUMBER).orElseThrow()), event.body());
                    }

                    @Override
                    public void missed(long events, String why) {
                        System.err.println(events + " events were missed: " + why);
                    }

                    @Override
                    public void ended(EslException why) {}
                });
    }
}
