package dev.parley.interop.chat;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.parley.interop.phone.TestPhone;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What people say to each other is nobody else's business: not even at the finest level does it get into the log. */
class SilenceAboutTextsTest extends OnEachChat {
    private static final class Kept extends AppenderBase<ILoggingEvent> {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage() + " " + event.getThrowableProxy());
        }
    }

    @Test
    void the_log_has_one_line_for_a_text_and_not_its_words() {
        Logger parley = (Logger) LoggerFactory.getLogger("dev.parley");
        Kept kept = new Kept();
        kept.start();
        parley.addAppender(kept);
        parley.setLevel(Level.TRACE);
        try {
            List<TestPhone> phones = chat().members("alice", "bob");
            phones.getFirst().sendMessage("3001", "swordfish");
            Chat.awaitBody(phones.getLast(), "Alice A: swordfish");
            chat().phone("dave").sendMessage("3001", "swordfish too");
            chat().awaitTrace(trace -> trace.decision().equals("refused:not-a-member"));
        } finally {
            parley.detachAppender(kept);
            parley.setLevel(null);
        }
        assertThat(kept.lines).noneMatch(line -> line.contains("swordfish") || line.contains("c3dvcmRmaXNo"));
        assertThat(kept.lines)
                .filteredOn(line -> line.contains("from=Alice A bytes=9 relayed handed-over=1"))
                .hasSize(1);
    }
}
