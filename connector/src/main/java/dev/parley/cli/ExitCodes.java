package dev.parley.cli;

/** What the commands answer to the shell. */
final class ExitCodes {
    static final int OK = 0;
    static final int PROBLEM = 1;
    static final int USAGE = 2;

    private ExitCodes() {}
}
