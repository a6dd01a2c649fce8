package dev.parley.config;

import dev.parley.chat.ClientProfiles;
import dev.parley.chat.Links;
import java.util.List;
import java.util.Optional;

/** The whole configuration, checked. */
public record Config(
        List<PbxConfig> pbxs,
        Links links,
        ChatConfig chat,
        TraceConfig trace,
        AdminConfig admin,
        Optional<SipConfig> sip,
        ClientProfiles profiles) {
    public Config {
        pbxs = List.copyOf(pbxs);
    }
}
