package dev.parley.sip.dialog;

/** What tells dialogs apart, seen from our side (RFC 3261 §12). */
public record DialogId(String callId, String localTag, String remoteTag) {}
