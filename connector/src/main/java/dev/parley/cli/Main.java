package dev.parley.cli;

import dev.parley.Parley;

/** Where the JVM begins. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(ParleyCommand.line(Parley::inspections).execute(args));
    }
}
