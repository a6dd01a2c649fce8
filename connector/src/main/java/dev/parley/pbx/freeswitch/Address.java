package dev.parley.pbx.freeswitch;

/** An address as Parley writes it everywhere: {@code ip:port}, with brackets around IPv6. */
final class Address {
    private Address() {}

    /** Empty if either is. */
    static String of(String ip, String port) {
        if (ip.isEmpty() || port.isEmpty()) {
            return "";
        }
        return (ip.indexOf(':') >= 0 && !ip.startsWith("[") ? "[" + ip + "]" : ip) + ":" + port;
    }
}
