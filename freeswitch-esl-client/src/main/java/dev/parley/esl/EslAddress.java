package dev.parley.esl;

/**
 * Where mod_event_socket listens.
 *
 * @param port 1 to 65535; FreeSWITCH's own default is 8021
 */
public record EslAddress(String host, int port) {
    public EslAddress {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
