package dev.parley.interop.chat;

import dev.parley.chat.Rate;
import dev.parley.interop.asterisk.AsteriskOptions;
import dev.parley.interop.asterisk.AsteriskServer;
import dev.parley.interop.asterisk.Release;
import dev.parley.interop.connector.Settings;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs all tests of a class on one Asterisk with one Parley for each release. */
@ParameterizedClass
@EnumSource(Release.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnEachChat {
    @Parameter
    Release release = Release.SID;

    private Optional<Chat> running = Optional.empty();

    @BeforeParameterizedClassInvocation
    void start(Release wanted) {
        running = Optional.of(Chat.on(wanted, options(), this::settings));
    }

    AsteriskOptions options() {
        return AsteriskOptions.standard();
    }

    /** Nobody writes too fast, except where that is what a test is about. */
    Settings settings(AsteriskServer asterisk) {
        return Settings.of(asterisk).withRate(new Rate(1000, 1000));
    }

    Chat chat() {
        return running.orElseThrow();
    }

    @AfterEach
    void everybody_leaves() {
        running.ifPresent(Chat::everybodyLeaves);
    }

    @AfterParameterizedClassInvocation
    void stop() {
        running.ifPresent(Chat::close);
        running = Optional.empty();
    }
}
