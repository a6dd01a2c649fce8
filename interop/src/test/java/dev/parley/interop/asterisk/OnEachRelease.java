package dev.parley.interop.asterisk;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs all tests of a class on one server for each release. */
@ParameterizedClass
@EnumSource(Release.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnEachRelease {
    @Parameter
    Release release = Release.SID;

    private Optional<Lab> running = Optional.empty();

    @BeforeParameterizedClassInvocation
    void start(Release wanted) {
        running = Optional.of(Lab.on(wanted, options()));
    }

    AsteriskOptions options() {
        return AsteriskOptions.standard();
    }

    Lab lab() {
        return running.orElseThrow();
    }

    @AfterEach
    void all_phones_go() {
        running.ifPresent(Lab::closePhones);
    }

    @AfterParameterizedClassInvocation
    void stop() {
        running.ifPresent(Lab::close);
        running = Optional.empty();
    }
}
