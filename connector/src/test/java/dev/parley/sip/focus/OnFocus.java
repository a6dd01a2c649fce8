package dev.parley.sip.focus;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A focus, a phone that calls, and the PBX behind. */
@Execution(ExecutionMode.CONCURRENT)
abstract class OnFocus {
    protected Given focus;
    protected Ua phone;
    protected Ua pbx;

    /** Lines under {@code focus:}. */
    protected String config() {
        return "";
    }

    @BeforeEach
    void open() throws Exception {
        focus = Given.focus(config());
        phone = focus.phone("alice");
        pbx = focus.pbx();
    }

    @AfterEach
    void close() {
        phone.close();
        focus.close();
    }
}
