package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.ConfigException;
import dev.parley.config.ConfigFile;
import dev.parley.config.SipConfig;
import dev.parley.pbx.Finding;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FocusInspectionTest {
    private static final Map<String, String> DNS =
            Map.of("conf.pbx.example", "192.0.2.10", "elsewhere.example", "198.51.100.7", "192.0.2.10", "192.0.2.10");

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

    private static List<Finding> findings(String listen, String host) throws ConfigException {
        return findings("""
                listen: ["%s"]
                focus:
                  pbx: [{name: main, host: "%s", calls: "127.0.0.1:5060"}]
                """.formatted(listen, host));
    }

    private static List<Finding> findings(String sip) throws ConfigException {
        SipConfig read = ConfigFile.parse(
                        "parley.yaml",
                        "pbx: [{name: main, asterisk: {secret: x, domain: pbx.example}, rooms: [{match: \"3\"}]}]\nsip:\n"
                                + sip.indent(2),
                        Map.of())
                .sip()
                .orElseThrow();
        return new FocusInspection(read, FocusInspectionTest::lookedUp)
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
