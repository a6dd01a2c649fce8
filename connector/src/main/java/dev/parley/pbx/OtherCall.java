package dev.parley.pbx;

/**
 * A call that a phone has with the PBX itself, as the PBX knows it (RFC 3891 §3). A phone wrote it, so that it is compared
 * with what the PBX says, and given to none.
 *
 * @param account whose phone it is, as it was proven
 * @param ownTag the PBX's
 */
public record OtherCall(String account, String callId, String ownTag, String phoneTag) {}
