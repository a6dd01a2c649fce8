package dev.parley.config;

import java.util.List;
import java.util.Map;

/** A configuration to be spoilt, and what is said of it then. */
final class Written {
    static final String GOOD = """
            pbx:
              - name: main
                asterisk:
                  secret: s3cret
                  domain: pbx.example
                rooms:
                  - match: "30[0-9]{2}"
            """;

    private Written() {}

    static List<String> errors(String text) {
        try {
            ConfigFile.parse("parley.yaml", text, Map.of("HOME_OF_SECRET", "x"));
            return List.of();
        } catch (ConfigException e) {
            return e.errors().stream().map(ConfigError::toString).toList();
        }
    }
}
