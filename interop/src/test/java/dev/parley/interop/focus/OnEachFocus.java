package dev.parley.interop.focus;

import dev.parley.interop.asterisk.Release;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs all tests of a class on one Asterisk behind one focus for each release. */
@ParameterizedClass
@EnumSource(Release.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnEachFocus {
    @Parameter
    Release release = Release.SID;

    private Optional<FocusChat> running = Optional.empty();

    @BeforeParameterizedClassInvocation
    void start(Release wanted) {
        running = Optional.of(FocusChat.on(wanted));
    }

    FocusChat chat() {
        return running.orElseThrow();
    }

    /** And nothing of their calls is left on either side. */
    @AfterEach
    void everybody_leaves() {
        running.ifPresent(FocusChat::everybodyLeaves);
    }

    @AfterParameterizedClassInvocation
    void stop() {
        running.ifPresent(FocusChat::close);
        running = Optional.empty();
    }
}
