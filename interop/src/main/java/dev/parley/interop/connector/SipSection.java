package dev.parley.interop.connector;

import dev.parley.config.ConfigException;
import dev.parley.config.ConfigFile;
import dev.parley.config.SipConfig;
import java.util.Map;

/** The section {@code sip} of parley.yaml, read as an administrator's is. */
final class SipSection {
    private static final String PBX = """
            pbx:
              - name: main
                asterisk: {secret: x, domain: pbx.example}
                rooms: [{match: ".+"}]
            sip:
            """;

    private SipSection() {}

    static SipConfig read(String yaml) {
        try {
            return ConfigFile.parse("sip", PBX + yaml.indent(2), Map.of()).sip().orElseThrow();
        } catch (ConfigException e) {
            throw new IllegalArgumentException("A test's own sip section is wrong: " + e.getMessage(), e);
        }
    }
}
