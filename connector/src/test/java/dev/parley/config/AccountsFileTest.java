package dev.parley.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsFileTest {
    private static final String SHA = "0123456789abcdef".repeat(4);
    private static final String MD5 = "0123456789abcdef".repeat(2);

    @TempDir
    private Path dir = Path.of("");

    private Path written(String text, String rights) throws Exception {
        Path file = Files.writeString(dir.resolve("users"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    }

    private List<String> errors(String text, String rights) throws Exception {
        Path file = written(text, rights);
        try {
            AccountsFile.read(file, "rooms.example");
            return List.of();
        } catch (ConfigException e) {
            return e.errors().stream()
                    .map(ConfigError::toString)
                    .map(line -> line.substring(dir.toString().length() + 1))
                    .toList();
        }
    }

    @Test
    void hashes_may_stand_in_either_order_and_case() throws Exception {
        Path file = written("alice:rooms.example:" + MD5 + ":" + SHA.toUpperCase(java.util.Locale.ROOT), "rw-------");
        assertThat(AccountsFile.read(file, "rooms.example").values())
                .containsExactly(new Account("alice", Optional.of(SHA), Optional.of(MD5)));
    }

    @Test
    void each_line_that_is_wrong_is_told_without_its_hashes() throws Exception {
        assertThat(errors(
                        "alice:rooms.example:" + SHA + "\nbob:secret\nalice:rooms.example:" + MD5 + "\ncarol:other:"
                                + SHA + "\ndave:rooms.example:" + SHA + ":" + SHA + "\nev il:rooms.example:" + SHA
                                + "\n",
                        "rw-------"))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("users:2: is not the line of an account. Write user:realm:hash"),
                        line -> assertThat(line)
                                .isEqualTo("users:3: there is a line for alice above. Keep one of them."),
                        line -> assertThat(line)
                                .startsWith("users:4: is for the realm \"other\", but the phones are asked for"
                                        + " \"rooms.example\"."),
                        line -> assertThat(line).startsWith("users:5: has something else than one hash of each kind."),
                        line -> assertThat(line).startsWith("users:6: is not the line of an account."))
                .noneMatch(line -> line.contains(SHA) || line.contains("secret"));
    }

    @Test
    void a_file_that_others_can_read_is_refused() throws Exception {
        assertThat(errors("alice:rooms.example:" + SHA + "\n", "rw-r--r--"))
                .singleElement()
                .asString()
                .contains("everybody on this machine can read it")
                .contains("chmod o-r ");
    }

    @Test
    void no_account_shows_its_hashes() {
        assertThat(new Account("alice", Optional.of(SHA), Optional.of(MD5))).hasToString("account alice");
    }
}
