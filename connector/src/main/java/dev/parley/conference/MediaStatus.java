package dev.parley.conference;

/** Where a medium flows, from the member's point of view (RFC 4575 §5.8.5). */
public enum MediaStatus {
    SENDRECV("sendrecv"),
    RECVONLY("recvonly"),
    INACTIVE("inactive");

    final String written;

    MediaStatus(String written) {
        this.written = written;
    }
}
