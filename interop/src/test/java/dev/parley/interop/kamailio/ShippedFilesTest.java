package dev.parley.interop.kamailio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kamailio itself finds nothing wrong with what goes into it. */
class ShippedFilesTest {
    private static final Path STOCK = Path.of("/etc/kamailio/kamailio.cfg");

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void copy() throws IOException {
        Front.install();
        try (Stream<Path> files = Files.list(KamailioServer.shipped())) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        Files.writeString(
                folder.resolve("users.cfg"), "event_route[htable:mod-init] { $sht(users=>alice) = \"x\"; }\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"WITH_NOTHING", "WITH_AUTH"})
    void the_whole_configuration_is_good(String define) {
        assertThat(Front.install()
                        .objections(
                                folder.resolve("kamailio.cfg"),
                                KamailioOptions.onFreePort().with(define)))
                .isEmpty();
    }

    @Test
    void so_it_is_with_subscriptions_served_by_kamailio() {
        KamailioOptions options = KamailioOptions.onFreePort().with("WITH_PRESENCE");
        assertThat(Front.installWithPresence().objections(folder.resolve("kamailio.cfg"), options))
                .isEmpty();
    }

    @Test
    void a_bad_one_would_be_noticed() throws IOException {
        Path file = folder.resolve("parley.cfg");
        Files.writeString(file, Files.readString(file).replace("t_on_failure", "t_on_failures"));
        assertThat(Front.install().objections(folder.resolve("kamailio.cfg"), KamailioOptions.onFreePort()))
                .isPresent();
    }

    /** As the top of parley.cfg says it. */
    @Test
    void it_goes_into_the_stock_configuration() throws IOException {
        assumeTrue(Files.isReadable(STOCK), STOCK + " is not there");
        String lines = Files.readString(STOCK)
                .replaceFirst(
                        "(?m)^request_route \\{",
                        "include_file \"parley.cfg\"\nrequest_route {\n\troute(PARLEY_BORDER);")
                .replaceFirst("(?m)^\troute\\(AUTH\\);", "\troute(AUTH);\n\troute(PARLEY_ROOMS);")
                .replaceFirst("(?m)^route\\[AUTH] \\{", "route[AUTH] {\n\tif (\\$avp(parley_itself) == 1) return;");
        assertThat(lines)
                .contains("route(PARLEY_BORDER)")
                .contains("route(PARLEY_ROOMS)")
                .contains("parley_itself");
        Path changed = Files.writeString(folder.resolve("stock.cfg"), lines);
        assertThat(Front.install().objections(changed, KamailioOptions.onFreePort()))
                .isEmpty();
    }
}
