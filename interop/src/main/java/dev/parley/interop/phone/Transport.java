package dev.parley.interop.phone;

/** How a phone talks to its server. */
public enum Transport {
    UDP,
    TCP
}
