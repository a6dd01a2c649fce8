package dev.parley.config;

import dev.parley.chat.ClientProfiles;
import dev.parley.chat.Links;
import java.util.List;

/** The whole configuration, checked. */
public record Config(
        List<PbxConfig> pbxs,
        Links links,
        ChatConfig chat,
        TraceConfig trace,
        AdminConfig admin,
        ClientProfiles profiles) {
    public Config {
        pbxs = List.copyOf(pbxs);
    }
}
