package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogLayoutTest {
    private final LoggerContext context = new LoggerContext();

    @BeforeEach
    void configure() throws Exception {
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Objects.requireNonNull(getClass().getResource("/logback.xml")));
    }

    @Test
    void an_event_is_one_line_whatever_stands_in_it() {
        String line = line("joined as Eve\r\n2026-11-24 ERROR forged\u2028\u202e\u001b[2J", Optional.empty());
        assertThat(line).matches("\\d{4}-\\d\\d-\\d\\dT\\S+ INFO  Some joined as Eve 2026-11-24 ERROR forged \\[2J\n");
    }

    @Test
    void an_exception_stays_in_the_line_of_its_event() {
        String line = line("failed", Optional.of(new IllegalStateException("a\nb")));
        assertThat(line.substring(line.indexOf("Some")))
                .startsWith("Some failed | java.lang.IllegalStateException: a | b | at dev.parley")
                .containsOnlyOnce("\n");
    }

    @Test
    void libraries_that_log_whole_events_are_off() {
        assertThat(context.getLogger("org.asteriskjava.manager.internal.ManagerReaderImpl")
                        .getEffectiveLevel())
                .isEqualTo(Level.OFF);
        assertThat(context.getLogger("org.reflections.Reflections").getEffectiveLevel())
                .isEqualTo(Level.OFF);
    }

    @Test
    void info_is_the_level_if_nobody_says_otherwise() {
        assertThat(context.getLogger("dev.parley").getEffectiveLevel()).isEqualTo(Level.INFO);
    }

    private String line(String message, Optional<Throwable> thrown) {
        var logger = context.getLogger("dev.parley.some.Some");
        var event = new LoggingEvent("", logger, Level.INFO, message, thrown.orElse(null), new Object[0]);
        var out = (ConsoleAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("OUT");
        return new String(out.getEncoder().encode(event), StandardCharsets.UTF_8);
    }
}
