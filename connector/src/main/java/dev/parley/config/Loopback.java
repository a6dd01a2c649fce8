package dev.parley.config;

import java.util.regex.Pattern;

/** Whether a host is this machine, judged by its writing alone: no name is looked up. */
public final class Loopback {
    private static final Pattern FORM = Pattern.compile("127(\\.\\d{1,3}){3}|::1|0:0:0:0:0:0:0:1|\\[::1]|localhost");

    private Loopback() {}

    public static boolean is(String host) {
        return FORM.matcher(host).matches();
    }
}
