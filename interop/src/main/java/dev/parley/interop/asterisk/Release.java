package dev.parley.interop.asterisk;

/** The Asterisk releases that the tests run on: the newest and the oldest that Debian gives. */
public enum Release {
    SID("sid", 22),
    BULLSEYE("bullseye", 16);

    private final String suite;
    private final int major;

    Release(String suite, int major) {
        this.suite = suite;
        this.major = major;
    }

    /** The Debian suite that has it. */
    public String suite() {
        return suite;
    }

    public int major() {
        return major;
    }

    String folder() {
        return "asterisk-" + suite;
    }
}
