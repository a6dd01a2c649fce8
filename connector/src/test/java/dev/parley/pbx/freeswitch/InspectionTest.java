package dev.parley.pbx.freeswitch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.FreeSwitchConfig;
import dev.parley.pbx.Finding;
import dev.parley.pbx.Finding.Severity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@code check} says of the configuration that a FreeSWITCH runs with. */
class InspectionTest {
    private static final Path SHIPPED = Path.of("..", "dialplan", "freeswitch");

    @Test
    void with_the_shipped_files_nothing_is_wrong() throws IOException {
        assertThat(inspect(shipped())).extracting(Finding::severity).containsOnly(Severity.OK);
    }

    @Test
    void a_chatplan_without_rooms_is_a_problem() throws IOException {
        assertThat(inspect(shipped().replace("parley_here", "other")))
                .filteredOn(finding -> finding.severity() == Severity.PROBLEM)
                .singleElement()
                .extracting(Finding::what)
                .asString()
                .contains("takes over texts to rooms");
    }

    @Test
    void the_file_to_copy_is_there() throws IOException {
        assertThat(inspect(shipped().replace("parley_here", "other")))
                .filteredOn(finding -> finding.paste().contains("cp "))
                .allSatisfy(finding -> assertThat(
                                finding.paste().split("cp ")[1].split(" ")[0])
                        .satisfies(file -> assertThat(Path.of("..", file)).exists()))
                .isNotEmpty();
    }

    @Test
    void texts_that_run_commands_are_a_problem() throws IOException {
        assertThat(inspect(shipped().replace("api|event|global.*", "other")))
                .filteredOn(finding -> finding.severity() == Severity.PROBLEM)
                .singleElement()
                .extracting(Finding::what)
                .asString()
                .contains("api+COMMAND");
    }

    @Test
    void a_profile_that_tells_nobody_of_texts_is_a_problem() throws IOException {
        assertThat(inspect(shipped().replace("fire-message-events", "other")))
                .filteredOn(finding -> finding.severity() == Severity.PROBLEM)
                .singleElement()
                .extracting(Finding::paste)
                .isEqualTo("<param name=\"fire-message-events\" value=\"true\"/>");
    }

    @Test
    void texts_without_a_password_are_warned_of() throws IOException {
        assertThat(inspect(shipped().replace("\"auth-messages\" value=\"true\"", "\"auth-messages\" value=\"false\"")))
                .filteredOn(finding -> finding.severity() == Severity.WARNING)
                .singleElement()
                .extracting(Finding::what)
                .asString()
                .contains("without asking for a password");
    }

    @Test
    void a_profile_without_subscriptions_is_noted() throws IOException {
        assertThat(inspect(shipped().replace("manage-presence", "other")))
                .filteredOn(finding -> finding.severity() == Severity.NOTE)
                .singleElement()
                .extracting(Finding::what)
                .asString()
                .contains("cannot subscribe");
    }

    @Test
    void freeswitch_s_own_broadcast_is_a_problem() throws IOException {
        String own = "<action application=\"set\" data=\"chat_proto=sip\"/><action application=\"answer\"/>";
        assertThat(inspect(shipped().replace("<action application=\"answer\"/>", own)))
                .filteredOn(finding -> finding.severity() == Severity.PROBLEM)
                .singleElement()
                .extracting(Finding::what)
                .asString()
                .contains("each comes twice");
    }

    @Test
    void a_member_whom_freeswitch_itself_writes_to_is_a_problem() throws IOException {
        try (EslStandIn freeswitch = new EslStandIn()) {
            String live = shipped();
            freeswitch.conferences("""
                    [{"conference_name":"3001","conference_uuid":"l","members":[
                      {"uuid":"u-ann","caller_id_name":"Ann","flags":{}},{"uuid":"u-bob","caller_id_name":"Bob","flags":{}}]}]""");
            freeswitch.printing(command -> switch (command.line()) {
                case "api uuid_getvar u-ann chat_proto" -> Optional.of("_undef_");
                case "api uuid_getvar u-bob chat_proto" -> Optional.of("sip");
                case "api xml_locate root" -> Optional.of(live);
                default -> command.line().startsWith("api module_exists") ? Optional.of("true") : Optional.empty();
            });
            assertThat(new FreeSwitchInspection(config(freeswitch), false).inspect())
                    .filteredOn(finding -> finding.severity() == Severity.PROBLEM)
                    .singleElement()
                    .extracting(Finding::what)
                    .asString()
                    .contains("Bob is in a room with chat_proto set");
        }
    }

    @Test
    void a_profile_that_does_not_exist_is_a_problem() throws IOException {
        assertThat(inspect(shipped().replace("profile name=\"internal\"", "profile name=\"lan\"")))
                .filteredOn(finding -> finding.severity() == Severity.PROBLEM)
                .singleElement()
                .extracting(Finding::paste)
                .isEqualTo("profile: lan");
    }

    @Test
    void a_module_that_is_missing_is_a_problem() throws IOException {
        try (EslStandIn freeswitch = new EslStandIn()) {
            String live = shipped();
            freeswitch.printing(command -> switch (command.line()) {
                case "api module_exists mod_sms" -> Optional.of("false");
                case "api xml_locate root" -> Optional.of(live);
                default -> command.line().startsWith("api module_exists") ? Optional.of("true") : Optional.empty();
            });
            assertThat(new FreeSwitchInspection(config(freeswitch), false).inspect())
                    .filteredOn(finding -> finding.severity() == Severity.PROBLEM)
                    .singleElement()
                    .extracting(Finding::paste)
                    .isEqualTo("<load module=\"mod_sms\"/>");
        }
    }

    @Test
    void where_nobody_listens_is_told_with_what_to_write() throws IOException {
        // Bound and not listening: nobody else can take the port meanwhile.
        try (Socket nobody = new Socket()) {
            nobody.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            FreeSwitchConfig config = Attached.config(nobody.getLocalPort(), false);

            assertThat(new FreeSwitchInspection(config, false).inspect())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.PROBLEM))
                    .satisfies(finding -> assertThat(finding.what()).contains("127.0.0.1:" + config.port()))
                    .satisfies(finding -> assertThat(finding.paste()).contains("event_socket.conf.xml"));
        }
    }

    @Test
    void a_configuration_that_may_not_be_read_is_said_to_be_unseen() throws IOException {
        assertThat(inspect("-ERR permission denied"))
                .filteredOn(finding -> finding.severity() == Severity.NOTE)
                .hasSize(1);
    }

    @Test
    void a_dialplan_that_sends_no_calls_on_is_told_of_where_calls_may_go_through_parley() throws IOException {
        assertThat(inspect(shipped(), true))
                .filteredOn(finding -> finding.paste().contains("parley_focus.xml"))
                .singleElement()
                .extracting(Finding::severity)
                .isEqualTo(Severity.NOTE);
        String sending = shipped().replace("name=\"public\">", "name=\"public\">" + file("dialplan/parley_focus.xml"));
        assertThat(inspect(sending, true))
                .allSatisfy(finding -> assertThat(finding.severity()).isEqualTo(Severity.OK))
                .anyMatch(finding -> finding.what().contains("sends calls to rooms on to Parley"));
    }

    private static FreeSwitchConfig config(EslStandIn freeswitch) {
        return Attached.config(freeswitch.port(), false);
    }

    private static List<Finding> inspect(String live) throws IOException {
        return inspect(live, false);
    }

    private static List<Finding> inspect(String live, boolean focus) throws IOException {
        try (EslStandIn freeswitch = new EslStandIn()) {
            freeswitch.printing(command -> {
                if (command.line().startsWith("api module_exists")) {
                    return Optional.of("true");
                }
                return command.line().equals("api xml_locate root") ? Optional.of(live) : Optional.empty();
            });
            return new FreeSwitchInspection(config(freeswitch), focus).inspect();
        }
    }

    private static String shipped() throws IOException {
        return "<document><section name=\"configuration\">" + file("autoload_configs/event_socket.conf.xml")
                + "<configuration name=\"sofia.conf\"><profiles><profile name=\"internal\"><settings>"
                + file("sip_profiles/internal_parley.xml") + "</settings></profile></profiles></configuration>"
                + "<configuration name=\"conference.conf\"><profiles>"
                + file("autoload_configs/conference_profile_parley.xml") + "</profiles></configuration></section>"
                + "<section name=\"dialplan\"><context name=\"public\">" + file("dialplan/parley.xml")
                + "</context></section><section name=\"chatplan\">" + file("chatplan/00_parley.xml")
                + "</section></document>";
    }

    private static String file(String name) throws IOException {
        return Files.readString(SHIPPED.resolve(name)).replace("<include>", "").replace("</include>", "");
    }
}
