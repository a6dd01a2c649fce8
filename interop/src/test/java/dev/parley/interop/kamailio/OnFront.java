package dev.parley.interop.kamailio;

import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Runs all tests of a class on one Kamailio. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnFront {
    private Optional<Front> running = Optional.empty();

    @BeforeAll
    void start() {
        running = Optional.of(Front.with(this::options));
    }

    KamailioOptions options(KamailioOptions standard) {
        return standard;
    }

    Front front() {
        return running.orElseThrow();
    }

    @AfterEach
    void everybody_leaves() {
        running.ifPresent(Front::everybodyLeaves);
    }

    @AfterAll
    void stop() {
        running.ifPresent(Front::close);
    }
}
