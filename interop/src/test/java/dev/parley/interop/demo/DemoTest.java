package dev.parley.interop.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.asterisk.AsteriskInstall;
import dev.parley.interop.asterisk.Release;
import dev.parley.interop.freeswitch.FreeSwitchInstall;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

class DemoTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @ParameterizedTest
    @EnumSource(Release.class)
    void shows_each_text_and_ends_well(Release release) {
        assumeThereIs(release);

        int code = Demo.run(out, "--once", "--asterisk", Integer.toString(release.major()));

        assertThat(code).describedAs(shown()).isEqualTo(Demo.OK);
        for (Line line : new Conversation(false).lines()) {
            assertThat(shown()).contains("MESSAGE: " + beginning(line.text()));
            assertThat(line.arrives())
                    .allSatisfy(arrived -> assertThat(shown()).contains("MESSAGE: " + beginning(arrived)));
        }
        assertThat(shown().lines().filter(line -> line.startsWith("ok "))).hasSize(Conversation.PEOPLE.size());
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void phones_that_write_inside_their_calls_are_read_just_the_same(Release release) {
        assumeThereIs(release);

        int code = Demo.run(out, "--once", "--in-dialog", "scribe", "--asterisk", Integer.toString(release.major()));

        assertThat(code).describedAs(shown()).isEqualTo(Demo.OK);
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void phones_that_call_through_the_focus_read_the_same_and_see_who_comes_and_goes(Release release) {
        assumeThereIs(release);

        int code = Demo.run(out, "--once", "--focus", "--asterisk", Integer.toString(release.major()));

        assertThat(code).describedAs(shown()).isEqualTo(Demo.OK);
        assertThat(shown()).contains("Carol hangs up, and is gone");
    }

    @Test
    void through_the_focus_texts_inside_calls_need_no_scribe() {
        assertThat(Demo.run(out, "--focus", "--in-dialog", "scribe")).isEqualTo(CommandLine.ExitCode.USAGE);
    }

    @Test
    void on_freeswitch_it_ends_well_or_says_what_to_set() {
        boolean installed = FreeSwitchInstall.find().isPresent();

        int code = Demo.run(out, "--once", "--pbx", "freeswitch");

        assertThat(code).describedAs(shown()).isEqualTo(installed ? Demo.OK : Demo.NO_PBX);
        assertThat(shown()).contains(installed ? "FreeSWITCH + Parley" : "PARLEY_FREESWITCH");
    }

    @Test
    void a_release_that_is_not_offered_is_an_error_that_names_those_that_are() {
        assertThat(Demo.run(out, "--asterisk", "1")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(shown()).contains("write 16 or 22");
    }

    @Test
    void what_was_lost_doubled_or_turned_around_is_told_apart_from_what_is_right() {
        List<String> due = List.of("one", "two", "three");

        assertThat(new Verdict("bob", due, due).isGood()).isTrue();
        assertThat(new Verdict("bob", due, List.of("one", "three")).told()).contains("- two", "+ three");
        assertThat(new Verdict("bob", due, List.of("one", "two", "three", "three")).told())
                .contains("first 3 are right", "+ three");
        assertThat(new Verdict("bob", due, List.of("two", "one", "three")).isGood())
                .isFalse();
    }

    private static void assumeThereIs(Release release) {
        if (AsteriskInstall.find(release) instanceof AsteriskInstall.Unavailable none) {
            System.out.println("Skipped on " + release + ": " + none.reason());
            Assumptions.abort(none.reason());
        }
    }

    private String shown() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** The ladder shortens. */
    private static String beginning(String text) {
        String line = text.replaceAll("\\R", " / ");
        return line.substring(0, Math.min(40, line.length()));
    }
}
