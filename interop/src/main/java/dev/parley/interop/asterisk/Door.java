package dev.parley.interop.asterisk;

/** The way a text takes from the dialplan to Parley. */
public sealed interface Door {
    /** One AMI event per text. */
    record UserEvent() implements Door {}

    /** FastAGI to this port on loopback. */
    record FastAgi(int port) implements Door {}
}
