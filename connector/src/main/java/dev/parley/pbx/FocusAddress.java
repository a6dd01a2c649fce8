package dev.parley.pbx;

import java.util.Set;

/**
 * Where a PBX sends calls to, and how it knows those that come from there.
 *
 * @param host what stands behind the @ of the address that phones are sent to
 * @param own what the focus calls itself towards the PBX: {@code host:port} that its requests come from, or that its
 *     Contact names
 */
public record FocusAddress(String host, Set<String> own) {
    public FocusAddress {
        own = Set.copyOf(own);
    }
}
