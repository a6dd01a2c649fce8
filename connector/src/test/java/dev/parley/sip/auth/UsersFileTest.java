package dev.parley.sip.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsersFileTest {
    private static final String ONE = "1".repeat(64);
    private static final String TWO = "2".repeat(32);

    @TempDir
    private Path dir = Path.of("");

    private Path file = dir;
    private int writes;

    @BeforeEach
    void name_it() {
        file = dir.resolve("users");
    }

    private void write(String text) throws Exception {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(++writes)));
    }

    @Test
    void each_account_has_the_hashes_that_stand_there() throws Exception {
        write("# people\n\nalice:r:" + ONE + ":" + TWO + "\nbob:r:" + TWO + "\n");
        var users = new UsersFile(file, "r");
        assertThat(users.ha1("alice", DigestAlgorithm.SHA_256)).contains(ONE);
        assertThat(users.ha1("alice", DigestAlgorithm.MD5)).contains(TWO);
        assertThat(users.ha1("bob", DigestAlgorithm.SHA_256)).isEmpty();
        assertThat(users.ha1("bob", DigestAlgorithm.MD5)).contains(TWO);
        assertThat(users.ha1("carol", DigestAlgorithm.MD5)).isEmpty();
    }

    @Test
    void what_no_account_has_is_not_offered() throws Exception {
        write("alice:r:" + ONE + ":" + TWO + "\nbob:r:" + TWO + "\n");
        var users = new UsersFile(file, "r");
        assertThat(users.offered()).containsExactly(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5);
        write("bob:r:" + TWO + "\n");
        assertThat(users.offered()).containsExactly(DigestAlgorithm.MD5);
        write("");
        assertThat(users.offered()).hasSize(2);
    }

    @Test
    void a_change_counts_at_once() throws Exception {
        write("alice:r:" + ONE + "\n");
        var users = new UsersFile(file, "r");
        assertThat(users.ha1("alice", DigestAlgorithm.SHA_256)).contains(ONE);
        write("bob:r:" + ONE + "\n");
        assertThat(users.ha1("alice", DigestAlgorithm.SHA_256)).isEmpty();
        assertThat(users.ha1("bob", DigestAlgorithm.SHA_256)).contains(ONE);
    }

    @Test
    void what_cannot_be_read_changes_nothing() throws Exception {
        write("alice:r:" + ONE + "\n");
        var users = new UsersFile(file, "r");
        assertThat(users.ha1("alice", DigestAlgorithm.SHA_256)).contains(ONE);
        write("rubbish\n");
        assertThat(users.ha1("alice", DigestAlgorithm.SHA_256)).contains(ONE);
        Files.delete(file);
        assertThat(users.ha1("alice", DigestAlgorithm.SHA_256)).contains(ONE);
    }

    @Test
    void a_file_that_everybody_may_read_from_now_on_changes_nothing() throws Exception {
        write("alice:r:" + ONE + "\n");
        var users = new UsersFile(file, "r");
        assertThat(users.ha1("alice", DigestAlgorithm.SHA_256)).contains(ONE);
        write("bob:r:" + ONE + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(users.ha1("bob", DigestAlgorithm.SHA_256)).isEmpty();
        assertThat(users.ha1("alice", DigestAlgorithm.SHA_256)).contains(ONE);
    }
}
