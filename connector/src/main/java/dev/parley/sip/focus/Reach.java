package dev.parley.sip.focus;

import java.util.List;

/**
 * Where the phone of a call is written to.
 *
 * @param target its Contact, or what reaches it in its place
 * @param routes proxies on the way, the nearest first
 */
public record Reach(String target, List<String> routes) {
    public Reach {
        routes = List.copyOf(routes);
    }
}
