package dev.parley.config;

import dev.parley.chat.ClientProfiles;
import java.util.List;

/** The whole configuration, checked. */
public record Config(
        List<PbxConfig> pbxs, ChatConfig chat, TraceConfig trace, AdminConfig admin, ClientProfiles profiles) {
    public Config {
        pbxs = List.copyOf(pbxs);
    }
}
