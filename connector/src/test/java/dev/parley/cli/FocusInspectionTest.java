package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.Config;
import dev.parley.config.ConfigException;
import dev.parley.config.ConfigFile;
import dev.parley.pbx.Finding;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FocusInspectionTest {
    private static final Map<String, String> DNS =
            Map.of("conf.pbx.example", "192.0.2.10", "elsewhere.example", "198.51.100.7", "192.0.2.10", "192.0.2.10");

    private static final String OF_THE_DOMAIN = """
            listen: ["udp:192.0.2.10:5060"]
            realm: "%s"
            focus:
              pbx: [{name: main, host: conf.pbx.example, calls: "127.0.0.1:5060", callers: %s}]
            """;

    private static final String FINE = OF_THE_DOMAIN.formatted("chat.pbx.example", "digest");
    private static final String CONTROL = """
              control:
                invite: [{who: "%s", %s}]
            """;

    @Test
    void nothing_is_said_where_calls_go_past_parley() throws Exception {
        assertThat(findings("listen: [\"udp:192.0.2.10:5070\"]")).isEmpty();
    }

    @Test
    void a_name_that_leads_to_the_standard_port_of_parley_is_fine() throws Exception {
        assertThat(findings("udp:192.0.2.10:5060", "conf.pbx.example")).isEmpty();
        assertThat(findings("udp:192.0.2.10:5060", "192.0.2.10")).isEmpty();
    }

    @Test
    void a_name_that_leads_elsewhere_is_told_with_where() throws Exception {
        assertThat(findings("udp:192.0.2.10:5060", "elsewhere.example"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
                    assertThat(finding.what()).contains("elsewhere.example leads to 198.51.100.7");
                    assertThat(finding.paste()).isEqualTo("elsewhere.example. IN A 192.0.2.10");
                });
    }

    @Test
    void a_name_that_leads_nowhere_is_told() throws Exception {
        assertThat(findings("udp:192.0.2.10:5060", "unheard.example"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).contains("unheard.example leads nowhere"));
    }

    @Test
    void a_port_that_nobody_listens_on_is_told() throws Exception {
        assertThat(findings("udp:192.0.2.10:5070", "conf.pbx.example"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.what()).contains("at port 5060, where Parley does not listen");
                    assertThat(finding.paste()).isEqualTo("udp:192.0.2.10:5060");
                });
    }

    @Test
    void another_port_than_the_one_linphone_subscribes_at_is_told() throws Exception {
        assertThat(findings("udp:192.0.2.10:5070", "conf.pbx.example:5070"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).contains("Linphone", "port 5060 of conf.pbx.example"));
    }

    @Test
    void redirected_calls_need_udp() throws Exception {
        assertThat(findings("tcp:192.0.2.10:5060", "conf.pbx.example"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.paste()).isEqualTo("udp:192.0.2.10:5060"));
    }

    @Test
    void a_realm_that_is_the_domain_of_a_pbx_that_asks_for_passwords_is_told() throws Exception {
        assertThat(findings(OF_THE_DOMAIN.formatted("pbx.example", "digest")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.what())
                            .contains("sip.realm is pbx.example, the domain of PBX main", "401 or 407");
                    assertThat(finding.paste()).isEqualTo("realm: chat.pbx.example");
                });
    }

    @ParameterizedTest
    @CsvSource({"PBX.example,pbx.example", "pbx.example,Pbx.Example:5070"})
    void neither_its_case_nor_the_port_of_the_domain_hides_it(String realm, String domain) throws Exception {
        assertThat(findings(OF_THE_DOMAIN.formatted(realm, "digest"), domain, ""))
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).contains("sip.realm is " + realm));
    }

    @Test
    void a_host_that_is_the_domain_of_the_pbx_is_its_realm_where_none_is_written() throws Exception {
        assertThat(findings(OF_THE_DOMAIN.replace("realm:", "host:").formatted("pbx.example:5060", "digest")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).contains("sip.realm is pbx.example"));
    }

    @Test
    void a_realm_of_its_own_or_callers_that_parley_has_asked_are_fine() throws Exception {
        assertThat(findings(OF_THE_DOMAIN.formatted("chat.pbx.example", "digest")))
                .isEmpty();
        assertThat(findings(OF_THE_DOMAIN.formatted("pbx.example", "asserted"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {".*", "[+]?[0-9]+", "0[0-9]{4,}"})
    void a_rule_that_calls_any_number_by_the_public_network_is_told(String who) throws Exception {
        assertThat(findings(FINE, "pbx.example", CONTROL.formatted(who, "dial: \"Local/{user}@out/n\"")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.what()).contains("who: \"" + who + "\" fits ", "dial: Local/{user}@out/n");
                    assertThat(finding.paste()).isEqualTo("who: \"10[0-9]{2}\"");
                });
    }

    @Test
    void a_rule_for_some_numbers_or_for_the_pbx_s_own_accounts_is_fine() throws Exception {
        assertThat(findings(FINE, "pbx.example", CONTROL.formatted("[+]49[0-9]{6,12}", "dial: \"Local/{user}@out/n\"")))
                .isEmpty();
        assertThat(findings(FINE, "pbx.example", CONTROL.formatted(".*", "role: member")))
                .isEmpty();
    }

    private static List<Finding> findings(String listen, String host) throws ConfigException {
        return findings("""
                listen: ["%s"]
                focus:
                  pbx: [{name: main, host: "%s", calls: "127.0.0.1:5060"}]
                """.formatted(listen, host));
    }

    private static List<Finding> findings(String sip) throws ConfigException {
        return findings(sip, "pbx.example", "");
    }

    private static List<Finding> findings(String sip, String domain, String control) throws ConfigException {
        Config read = ConfigFile.parse(
                "parley.yaml",
                "pbx: [{name: main, asterisk: {secret: x, domain: \"%s\"}, rooms: [{match: \"3...\"}]}]\nsip:\n"
                                .formatted(domain)
                        + (sip + control).indent(2),
                Map.of());
        return new FocusInspection(read.sip().orElseThrow(), read.pbxs(), FocusInspectionTest::lookedUp)
                .findings()
                .toList();
    }

    private static Set<InetAddress> lookedUp(String name) {
        try {
            return DNS.containsKey(name) ? Set.of(InetAddress.getByName(DNS.get(name))) : Set.of();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
