package dev.parley.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that Maven has written into the jar. */
final class Version implements IVersionProvider {
    private static final String WRITTEN = "/META-INF/maven/dev.parley/parley-connector/pom.properties";

    @Override
    public String[] getVersion() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream(WRITTEN)) {
            if (in != null) {
                properties.load(in);
            }
        }
        return new String[] {
            "parley " + properties.getProperty("version", "(not from a jar)") + ", Java " + Runtime.version()
        };
    }
}
