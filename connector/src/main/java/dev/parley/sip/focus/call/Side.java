package dev.parley.sip.focus.call;

/** The two ends of a call. */
enum Side {
    CLIENT,
    PBX;

    Side other() {
        return this == CLIENT ? PBX : CLIENT;
    }
}
