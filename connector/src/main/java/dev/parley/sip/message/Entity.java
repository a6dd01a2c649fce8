package dev.parley.sip.message;

/**
 * A typed piece of content: a SIP body, the inner part of a CPIM object, one of several alternatives.
 *
 * @param bytes not to be changed by anybody
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Entity(MediaType type, byte[] bytes) {}
