package dev.parley.sip.legs;

import java.util.List;

/**
 * Where the phone of a call is written to.
 *
 * @param room as the phone calls it: by no other address does it find the conversation to which a text belongs
 * @param target its Contact, or what reaches it in its place
 * @param routes proxies on the way, the nearest first
 */
public record Reach(String room, String target, List<String> routes) {
    public Reach {
        routes = List.copyOf(routes);
    }
}
