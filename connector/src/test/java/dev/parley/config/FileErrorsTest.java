package dev.parley.config;

import static dev.parley.config.Written.GOOD;
import static dev.parley.config.Written.errors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileErrorsTest {
    @Test
    void a_key_that_stands_twice_is_told_with_both_lines() {
        assertThat(errors(GOOD + "trace: {keep: 1}\ntrace: {keep: 2}\n"))
                .containsExactly("parley.yaml:9: trace: stands here twice, first in line 8. Write it once.");
    }

    @Test
    void a_file_that_is_not_yaml_is_told_with_the_line() {
        assertThat(errors(GOOD + "chat: {lane: 1\ntrace:\n"))
                .singleElement()
                .asString()
                .startsWith("parley.yaml:")
                .contains("is not YAML");
        assertThat(errors(GOOD + "admin: \"open\n")).singleElement().asString().contains("is not YAML");
    }

    @Test
    void a_tab_in_front_of_a_line_is_told_with_the_line() {
        assertThat(errors(GOOD + "trace:\n\tkeep: 5\n"))
                .containsExactly("parley.yaml:9: the line begins with a tab."
                        + " Write spaces: YAML has no tabs at the beginning of a line.");
    }

    @Test
    void an_unprintable_character_is_told_with_the_line() {
        assertThat(errors(GOOD + "trace: {keep: \u0007}\n"))
                .containsExactly("parley.yaml:8: has the character U+0007 in it. Remove it.");
    }

    @Test
    void a_secret_stands_in_one_place() {
        assertThat(errors(GOOD.replace("secret:", "secret-env: HOME_OF_SECRET\n      secret:")))
                .anySatisfy(line -> assertThat(line)
                        .contains("secret-env: there is a secret too. Keep one of secret, secret-env."));
    }

    @Test
    void no_error_shows_a_secret() {
        assertThat(errors(GOOD.replace("s3cret", "\"s3cret\\nX\"")))
                .singleElement()
                .asString()
                .contains("pbx[0].asterisk.secret: the secret is empty or has line breaks")
                .doesNotContain("s3cret");
    }

    @Test
    void a_secret_that_yaml_takes_for_something_else_is_told_and_not_shown() {
        for (String sign : List.of("*", "!", "&", "@", "%", "!!", "!a!")) {
            assertThat(errors(GOOD.replace("s3cret", sign + "s3cret")))
                    .as(sign)
                    .first()
                    .asString()
                    .startsWith("parley.yaml:4: ")
                    .doesNotContain("s3cret");
        }
    }

    @Test
    void a_secret_that_is_not_in_the_environment_is_told() {
        assertThat(errors(GOOD.replace("secret: s3cret", "secret-env: PARLEY_AMI_SECRET")))
                .singleElement()
                .asString()
                .contains("\"PARLEY_AMI_SECRET\" is not in the environment.");
    }

    @Test
    void a_secret_file_that_is_not_there_is_told() {
        assertThat(errors(GOOD.replace("secret: s3cret", "secret-file: /nowhere/ami.secret")))
                .singleElement()
                .asString()
                .contains("pbx[0].asterisk.secret-file: /nowhere/ami.secret: there is no such file.");
    }

    @Test
    void a_missing_file_is_told_in_words(@TempDir Path dir) {
        assertThatThrownBy(() -> ConfigFile.load(dir.resolve("none.yaml"), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage(dir.resolve("none.yaml") + ": there is no such file. Check the name, or write the file.");
    }

    @Test
    void a_directory_is_no_file(@TempDir Path dir) {
        assertThatThrownBy(() -> ConfigFile.load(dir, Map.of())).hasMessageContaining("is a directory.");
    }

    @Test
    void a_file_that_is_not_utf8_is_told(@TempDir Path dir) throws Exception {
        Path file = Files.write(dir.resolve("latin.yaml"), "pbx: \u00fc".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> ConfigFile.load(file, Map.of())).hasMessageContaining("is not UTF-8.");
    }

    @Test
    void errors_of_the_profiles_file_name_that_file(@TempDir Path dir) throws Exception {
        Path profiles = Files.writeString(
                dir.resolve("own.yaml"),
                "profiles:\n  - name: Door\n    user-agent: \"(\"\n    prefer: in-dialog\n    in-dialog: no\n");
        assertThat(errors(GOOD + "profiles: " + profiles + "\n"))
                .containsExactly(
                        profiles + ":3: profiles[0].user-agent: \"(\" is not a pattern: unclosed ( at 1."
                                + " Write for example \"^Linphone\".",
                        profiles + ":4: profiles[0].prefer: is in-dialog, which in-dialog: no forbids."
                                + " Change one of the two.");
    }

    @Property
    void whatever_stands_in_the_file_is_a_configuration_or_a_list_of_errors(@ForAll String text) {
        assertThat(errors(text)).isNotEmpty();
    }
}
