package dev.parley.sip.direct;

/** What all MESSAGEs of one copy have in common: see {@link Message}. */
record Envelope(String fromName, String from, String to, String mark) {}
