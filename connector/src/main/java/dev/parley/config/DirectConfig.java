package dev.parley.config;

import java.util.Optional;
import java.util.Set;

/**
 * Texts that Parley takes to phones itself.
 *
 * @param pbxs those, by name, to whose members it does
 * @param proxy what they all go through; empty: straight to where each phone has registered
 */
public record DirectConfig(Set<String> pbxs, Optional<OutboundProxy> proxy) {
    public DirectConfig {
        pbxs = Set.copyOf(pbxs);
    }

    public boolean isFor(String pbx) {
        return pbxs.contains(pbx);
    }
}
