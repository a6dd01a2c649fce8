package dev.parley.interop.demo;

import dev.parley.interop.phone.TestPhone;
import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/** The room stays open after the demo, for a softphone of one's own. */
final class Visitors {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Stage stage;
    private final PrintStream out;

    Visitors(Stage stage, PrintStream out) {
        this.stage = stage;
        this.out = out;
    }

    void invite() {
        int port = stage.sipPort();
        out.println("""

                The room stays open. To join it with a softphone on this machine:
                  account             %4$s
                  domain, proxy       127.0.0.1:%1$d, transport UDP or TCP, no encryption
                  codec               PCMU (G.711 u-law)
                  then call           %2$s
                  and send texts to   sip:%2$s@127.0.0.1:%1$d
                What you write appears below, as the three phones read it. What others write appears on your phone.

                What Parley knows, meanwhile:
                  curl %3$s/rooms
                  curl '%3$s/trace?last=5'
                  curl %3$s/trace/ID
                  curl %3$s/metrics
                  curl %3$s/health/ready

                Ctrl-C ends it all.
                """.formatted(port, Stage.ROOM, stage.admin(), stage.account()));
    }

    /** Returns only by an interrupt. */
    void watch() throws InterruptedException {
        stage.phones().forEach(phone -> Thread.ofVirtual().start(() -> print(phone)));
        while (!Thread.currentThread().isInterrupted()) {
            Thread.sleep(Duration.ofMinutes(20));
            stage.registerAgain();
        }
    }

    private void print(TestPhone phone) {
        int printed = phone.texts().size();
        while (!Thread.currentThread().isInterrupted()) {
            if (phone.awaitTexts(printed + 1, PAUSE)) {
                String body = phone.texts().get(printed).body();
                out.printf("%s %-6s reads: %s%n", now(), phone.user(), Verdict.onOneLine(printable(body)));
                printed++;
            }
        }
    }

    /** It goes to a terminal, and somebody else wrote it. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cc}&&[^\\n\\t]]", "?");
    }

    private static LocalTime now() {
        return LocalTime.now().truncatedTo(ChronoUnit.SECONDS);
    }
}
