package dev.parley.interop.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Parley;
import dev.parley.config.ScribeConfig;
import dev.parley.interop.ami.RawAmi;
import dev.parley.interop.asterisk.AsteriskOptions;
import dev.parley.interop.asterisk.Lab;
import dev.parley.interop.asterisk.Release;
import dev.parley.interop.connector.Settings;
import dev.parley.pbx.Finding;
import dev.parley.pbx.Finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an inspection says of a real Asterisk with the shipped files, and with one mistake in them. */
class CheckTest {
    private static final String MANAGER = "manager_parley.conf";
    private static final String EXTENSIONS = "extensions_parley.conf";
    private static final String MODULES = "modules_parley.conf";

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource(Release.class)
    void finds_nothing_wrong_with_the_shipped_files(Release release) {
        try (Lab lab = lab(release, shipped());
                RawAmi ami = lab.server().lab()) {
            assertThat(inspected(lab)).noneMatch(CheckTest::isProblem).anySatisfy(finding -> {
                assertThat(finding.severity()).isEqualTo(Severity.NOTE);
                assertThat(finding.what()).contains("channelvars").contains("could not be seen");
            });

            lab.phone("alice").call("3001");
            Lab.awaitMembers(ami, "3001", 1);

            assertThat(inspected(lab))
                    .noneMatch(CheckTest::isProblem)
                    .noneMatch(finding -> finding.severity() == Severity.NOTE)
                    .anyMatch(finding -> finding.severity() == Severity.WARNING
                            && finding.what().contains("alice, bob, carol, dave need no password"))
                    .anyMatch(finding -> finding.what().contains("members come with what the dialplan knows"));
        }
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void asking_what_is_missing_leaves_asterisk_running(Release release) {
        try (Lab lab = lab(release, shipped())) {
            inspected(lab);
            inspected(lab);

            assertThat(lab.server().isRunning()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void a_wrong_secret_is_told_with_the_lines_of_manager_conf(Release release) {
        try (Lab lab = lab(release, shipped().with(MANAGER, "secret = CHANGE-ME-parley", "secret = another"))) {
            assertThat(inspected(lab)).singleElement().satisfies(finding -> {
                assertThat(finding.severity()).isEqualTo(Severity.PROBLEM);
                assertThat(finding.what()).contains("refused user parley");
                assertThat(finding.paste()).contains("[parley]", "secret = ", "read = ", "write = ");
            });
        }
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void a_missing_right_is_told_with_the_actions_that_need_it(Release release) {
        try (Lab lab = lab(release, shipped().with(MANAGER, "write = call,reporting,message", "write = call"))) {
            assertProblem(lab, "ConfbridgeList, ConfbridgeListRooms, MessageSend", "write = call,reporting,message");
        }
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void the_right_to_call_people_in_is_missed_only_where_somebody_may(Release release) {
        try (Lab lab = lab(release, shipped())) {
            String focus = "listen: [\"udp:127.0.0.1:5070\"]\n"
                    + "focus: {pbx: [{name: main, host: conf.pbx.example, calls: \"127.0.0.1:5060\"}], control: {%s}}";

            assertThat(inspected(lab, focus.formatted(""))).noneMatch(CheckTest::isProblem);
            assertThat(inspected(lab, focus.formatted("invite: [{who: bob}]")))
                    .filteredOn(CheckTest::isProblem)
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.what()).contains("cannot use Originate");
                        assertThat(finding.paste()).isEqualTo("write = call,reporting,message,originate");
                    });
        }
    }

    private static List<Finding> inspected(Lab lab, String sip) {
        return Parley.inspections(Settings.of(lab.server()).withSip(sip).config())
                .getFirst()
                .inspect();
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void a_user_who_may_not_read_system_events_is_told_so(Release release) {
        try (Lab lab = lab(release, shipped().with(MANAGER, "read = system,call,user", "read = call,user"))) {
            assertProblem(lab, "no FullyBooted event", "read = system,call,user");
        }
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void a_dialplan_without_our_contexts_is_told_with_the_include(Release release) {
        try (Lab lab = lab(release, shipped().with(EXTENSIONS, "[parley-", "[other-"))) {
            assertProblem(lab, "the dialplan lacks parley-messages", "#include \"extensions_parley.conf\"");
        }
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void missing_modules_are_told_by_what_they_bring(Release release) {
        ShippedFiles files = shipped()
                .with(MODULES, "load = func_cut.so", "")
                .with(MODULES, "load = func_base64.so", "")
                .with(MODULES, "load = res_pjsip_messaging.so", "");
        try (Lab lab = lab(release, files)) {
            assertProblem(lab, "function CUT is not there", "load = func_cut.so");
            assertProblem(lab, "function BASE64_ENCODE is not there", "load = func_base64.so");
            assertProblem(lab, "neither take nor send a MESSAGE", "load = res_pjsip_messaging.so");
        }
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void an_unreadable_endpoint_is_not_taken_for_one_without_message_context(Release release) {
        try (Lab lab = lab(release, shipped().with(MODULES, "load = func_pjsip_endpoint.so", ""))) {
            assertProblem(lab, "function PJSIP_ENDPOINT is not there", "load = func_pjsip_endpoint.so");
            assertThat(inspected(lab))
                    .noneMatch(finding -> finding.what().contains("message_context"))
                    .noneMatch(finding -> finding.what().contains("need no password"));
        }
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void endpoints_that_cannot_be_listed_are_said_to_be_unseen(Release release) {
        try (Lab lab = lab(release, shipped().with(MODULES, "load = res_manager_devicestate.so", ""))) {
            assertFound(lab, Severity.NOTE, "cannot list its endpoints", "load = res_manager_devicestate.so");
        }
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void endpoints_whose_texts_go_elsewhere_are_named(Release release) {
        try (Lab lab = lab(release, shipped().with("pjsip_parley.conf", "message_context", ";message_context"))) {
            assertProblem(lab, "texts of alice, bob, carol, dave, erin", "message_context = parley-messages");
        }
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void missing_channelvars_are_named(Release release) {
        try (Lab lab = lab(release, shipped().and(MANAGER, "\n[general](+)\nchannelvars = PARLEY_AOR\n"));
                RawAmi ami = lab.server().lab()) {
            lab.phone("alice").call("3001");
            Lab.awaitMembers(ami, "3001", 1);

            assertFound(lab, Severity.WARNING, "without PARLEY_CALLID64, PARLEY_AGENT64", "channelvars = ");
        }
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void a_member_past_parley_identify_is_named(Release release) {
        try (Lab lab = lab(release, shipped().with(EXTENSIONS, "1,Gosub(parley-identify,s,1)", "1,NoOp()"));
                RawAmi ami = lab.server().lab()) {
            lab.phone("alice").call("3001");
            Lab.awaitMembers(ami, "3001", 1);

            assertFound(lab, Severity.WARNING, "PJSIP/alice-", "Gosub(parley-identify,s,1)");
        }
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void nothing_is_wrong_with_the_shipped_files_of_the_scribe(Release release) {
        try (Lab lab = lab(release, shipped())) {
            assertThat(inspectedWithScribe(lab))
                    .noneMatch(CheckTest::isProblem)
                    .anyMatch(finding -> finding.what().contains("the scribe has its endpoint and its dialplan"));
        }
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void what_the_scribe_lacks_is_told_with_the_line_to_paste(Release release) {
        ShippedFiles files = shipped()
                .with("pjsip_parley_scribe.conf", "[parley-scribe]", "[other]")
                .with(EXTENSIONS, "[parley-scribe-door]", "[other-door]")
                .with(MODULES, "load = func_rand.so", "");
        try (Lab lab = lab(release, files)) {
            assertThat(inspectedWithScribe(lab))
                    .filteredOn(CheckTest::isProblem)
                    .extracting(Finding::paste)
                    .contains(
                            "#include \"pjsip_parley_scribe.conf\"",
                            "same => n,Gosub(parley-scribe,s,1)",
                            "load = func_rand.so");
        }
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void whether_calls_can_be_sent_on_to_parley_is_told(Release release) {
        try (Lab lab = lab(release, shipped())) {
            assertThat(inspectedWithFocus(lab))
                    .noneMatch(CheckTest::isProblem)
                    .anyMatch(finding -> finding.what().contains("can send calls to rooms on to Parley"));
        }
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void what_is_missing_for_that_is_told_with_the_line_to_paste(Release release) {
        try (Lab lab = lab(release, shipped().with(EXTENSIONS, "[parley-focus]", "[other-focus]"))) {
            assertThat(inspectedWithFocus(lab)).anySatisfy(finding -> {
                assertThat(finding.severity()).isEqualTo(Severity.NOTE);
                assertThat(finding.paste()).isEqualTo("same => n,Gosub(parley-focus,s,1(${EXTEN}))");
            });
        }
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void a_missing_module_for_the_tokens_is_told(Release release) {
        try (Lab lab = lab(release, shipped().with(MODULES, "load = func_rand.so", ""))) {
            assertThat(inspectedWithFocus(lab))
                    .filteredOn(CheckTest::isProblem)
                    .extracting(Finding::paste)
                    .containsExactly("load = func_rand.so");
        }
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void asterisk_understands_the_endpoints_of_phones_behind_the_focus(Release release) throws IOException {
        ShippedFiles files = shipped();
        String focus = Files.readString(files.folder().resolve("pjsip_parley_focus.conf"));
        String trusted = focus.lines()
                .dropWhile(line -> !line.equals("; [parley-focus]"))
                .takeWhile(line -> !line.equals(";"))
                .filter(line -> line.contains("=") || line.contains("["))
                .map(line -> line.substring(2))
                .collect(Collectors.joining("\n"));
        String more = focus + "\n[sample](parley-focus-phone)\ntype = endpoint\n" + trusted + "\n";
        try (Lab lab = lab(release, files.and("pjsip_parley.conf", "\n" + more))) {
            assertThat(lab.server().cli("pjsip show endpoint sample"))
                    .containsPattern("rtp_symmetric +: true")
                    .containsPattern("rtp_timeout +: 30");
            assertThat(lab.server().cli("pjsip show endpoint parley-focus"))
                    .containsPattern("trust_id_inbound +: true")
                    .containsPattern("context +: parley-rooms");
        }
    }

    private static List<Finding> inspectedWithFocus(Lab lab) {
        return Parley.inspections(Settings.of(lab.server()).withSip("""
                                listen: ["udp:127.0.0.1:5060"]
                                focus:
                                  pbx: [{name: main, host: conf.pbx.example, calls: "127.0.0.1:5060"}]
                                """).config())
                .getFirst()
                .inspect();
    }

    private static List<Finding> inspectedWithScribe(Lab lab) {
        return Parley.inspections(Settings.of(lab.server())
                        .withScribe(ScribeConfig.Unverified.RELAY)
                        .config())
                .getFirst()
                .inspect();
    }

    private ShippedFiles shipped() {
        return ShippedFiles.copiedTo(folder);
    }

    private static Lab lab(Release release, ShippedFiles files) {
        return Lab.on(release, AsteriskOptions.standard().withDialplan(files.folder()));
    }

    private static List<Finding> inspected(Lab lab) {
        return Parley.inspections(Settings.of(lab.server()).config()).getFirst().inspect();
    }

    private static void assertProblem(Lab lab, String what, String paste) {
        assertFound(lab, Severity.PROBLEM, what, paste);
    }

    private static void assertFound(Lab lab, Severity severity, String what, String paste) {
        assertThat(inspected(lab)).anySatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo(severity);
            assertThat(finding.what()).contains(what);
            assertThat(finding.paste()).contains(paste);
        });
    }

    private static boolean isProblem(Finding finding) {
        return finding.severity() == Severity.PROBLEM;
    }
}
