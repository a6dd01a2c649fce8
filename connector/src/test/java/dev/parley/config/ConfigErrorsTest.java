package dev.parley.config;

import static dev.parley.config.Written.GOOD;
import static dev.parley.config.Written.errors;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ConfigErrorsTest {
    @Test
    void a_good_file_has_no_errors() {
        assertThat(errors(GOOD)).isEmpty();
    }

    @Test
    void a_pattern_with_a_fault_is_shown_with_one_that_works() {
        assertThat(errors(GOOD.replace("30[0-9]{2}", "30[0-9")))
                .containsExactly("parley.yaml:7: pbx[0].rooms[0].match: \"30[0-9\" is not a pattern: unclosed [ at 3."
                        + " Write for example \"30[0-9]{2}\".");
    }

    @Test
    void an_unknown_key_is_answered_with_the_one_that_was_meant() {
        assertThat(errors(GOOD.replace("domain:", "domian:")))
                .containsExactly(
                        "parley.yaml:3: pbx[0].asterisk.domain: is missing. Write for example domain: pbx.example",
                        "parley.yaml:5: pbx[0].asterisk.domian: is not known here. Did you mean domain?");
    }

    @Test
    void an_unknown_key_like_no_other_is_answered_with_all_there_are() {
        assertThat(errors(GOOD + "colour: red\n"))
                .containsExactly(
                        "parley.yaml:8: colour: is not known here. Write one of admin, chat, link, pbx, profiles, sip, trace.");
    }

    @Test
    void all_errors_are_told_at_once_in_the_order_of_the_lines() {
        String text = GOOD.replace("secret: s3cret", "port: 99999") + "chat: {lane: many}\nadmin: {port: -1}\n";
        assertThat(errors(text))
                .extracting(line -> line.substring(0, line.indexOf(' ', 16)))
                .containsExactly(
                        "parley.yaml:3: pbx[0].asterisk.secret:",
                        "parley.yaml:4: pbx[0].asterisk.port:",
                        "parley.yaml:8: chat.lane:",
                        "parley.yaml:9: admin.port:");
    }

    @Test
    void a_number_out_of_range_is_answered_with_the_range() {
        assertThat(errors(GOOD + "trace: {keep: 100001}\n"))
                .containsExactly(
                        "parley.yaml:8: trace.keep: 100001 is more than 100000. Write a number from 0 to 100000.");
    }

    @Test
    void a_duration_without_a_unit_is_not_guessed() {
        assertThat(errors(GOOD + "chat: {expiry: 30}\n"))
                .containsExactly("parley.yaml:8: chat.expiry: \"30\" is not a duration: the unit is missing."
                        + " Write for example 500ms, 5s or 2m.");
    }

    @Test
    void a_duration_out_of_range_is_answered_with_the_range() {
        assertThat(errors(GOOD + "chat: {drain: 2m}\n"))
                .containsExactly("parley.yaml:8: chat.drain: 2m is more than 1m. Write a duration from 0s to 1m.");
    }

    @Test
    void a_rate_is_a_sentence() {
        assertThat(errors(GOOD + "chat: {rate-per-room: 20}\n"))
                .containsExactly("parley.yaml:8: chat.rate-per-room: \"20\" is not a rate."
                        + " Write for example 2/s burst 10, or 30/min burst 5.");
    }

    @Test
    void a_rate_that_lets_nothing_pass_is_refused() {
        assertThat(errors(GOOD + "chat: {rate-per-room: 0/s burst 10}\n")).hasSize(1);
        assertThat(errors(GOOD + "chat: {rate-per-room: 1/s burst 0}\n")).hasSize(1);
    }

    @Test
    void a_value_where_a_list_belongs_is_told() {
        assertThat(errors(GOOD + "chat: {types: text/plain}\n"))
                .containsExactly("parley.yaml:8: chat.types: is a single value. Write a list: each item after a dash.");
    }

    @Test
    void a_word_where_the_pbxs_belong_is_one_error() {
        assertThat(errors("pbx: main\n"))
                .containsExactly("parley.yaml:1: pbx: is a single value. Write a list: each item after a dash.");
    }

    @Test
    void a_list_of_no_types_is_refused() {
        assertThat(errors(GOOD + "chat: {types: []}\n"))
                .containsExactly("parley.yaml:8: chat.types: would let nothing pass. Write for example [text/plain].");
    }

    @Test
    void a_list_where_keys_belong_is_told() {
        assertThat(errors(GOOD + "chat: [1]\n"))
                .containsExactly(
                        "parley.yaml:8: chat: is a list. Write keys with values here, for example name: main.");
    }

    @Test
    void a_key_without_its_value_is_told() {
        assertThat(errors(GOOD + "trace:\n  keep:\n"))
                .containsExactly("parley.yaml:9: trace.keep: has no value. Write one, or remove the line.");
    }

    @Test
    void a_section_of_which_everything_is_commented_out_is_as_if_it_were_not_there() {
        assertThat(errors(GOOD + "trace:\n  # keep: 5\n")).isEmpty();
    }

    @Test
    void two_pbxs_of_one_name_are_refused() {
        String second = GOOD.replace("pbx:\n", "");
        assertThat(errors(GOOD + second))
                .containsExactly("parley.yaml:8: pbx[1].name: another PBX is called main. Write a name of its own.");
    }

    @Test
    void two_pbxs_cannot_share_a_fastagi_address() {
        String first = GOOD.replace("secret:", "door: fastagi\n      secret:");
        String second = first.replace("pbx:\n", "").replace("name: main", "name: other");
        assertThat(errors(first + second))
                .containsExactly("parley.yaml:10: pbx[1].asterisk: another PBX has the same fastagi address."
                        + " Write for example fastagi: {port: 4574}");
    }

    @Test
    void a_file_without_a_pbx_is_refused() {
        for (String nothing : List.of("", "pbx:\n", "pbx: []\n", "# all commented out\n")) {
            assertThat(errors(nothing)).singleElement().asString().contains("pbx: there is none.");
        }
    }

    @Test
    void a_pbx_without_a_room_is_refused() {
        assertThat(errors(GOOD.replace("- match: \"30[0-9]{2}\"", "[]")))
                .singleElement()
                .asString()
                .contains("rooms: there is none.");
    }

    @Test
    void what_goes_into_a_line_of_a_protocol_has_no_line_break_in_it() {
        assertThat(errors(GOOD + "admin: {host: \"127.0.0.1\\r\\nX\"}\n"))
                .singleElement()
                .asString()
                .contains("admin.host");
        for (String key : List.of("host", "user", "domain2", "http")) {
            String line = key.replace("2", "") + ": \"a\\r\\nAction: Originate\"";
            String text = key.equals("domain2")
                    ? GOOD.replace("domain: pbx.example", line)
                    : GOOD.replace("secret:", line + "\n      secret:");
            assertThat(errors(text))
                    .singleElement()
                    .asString()
                    .contains(".asterisk." + key.replace("2", ""))
                    .doesNotContain("\r");
        }
        assertThat(errors(GOOD.replace("name: main", "name: \"a\\nb\""))).hasSize(1);
    }

    @Test
    void no_admin_address_that_others_can_reach_is_accepted() {
        assertThat(errors(GOOD + "admin: {host: 0.0.0.0}\n"))
                .containsExactly(
                        "parley.yaml:8: admin.host: \"0.0.0.0\" can be reached from other machines, and there is"
                                + " no login. Write 127.0.0.1; others get in through a reverse proxy that asks who they are.");
    }

    @Property
    void whatever_stands_as_a_value_gets_no_line_break_into_an_error(@ForAll String value) {
        String quoted = value.replace("'", "''");
        assertThat(errors(GOOD.replace("name: main", "name: '" + quoted + "'")))
                .allSatisfy(line -> assertThat(line).doesNotContain("\n", "\r", "\0"));
    }

    @Test
    void a_pbx_is_one_of_the_two() {
        assertThat(Written.errors(
                        Written.GOOD.replace("    rooms:", "    freeswitch: {secret: x, domain: y}\n    rooms:")))
                .containsExactly(
                        "parley.yaml:6: pbx[0].freeswitch: there is asterisk too. Keep one of them: each PBX is an"
                                + " entry of its own.");
    }

    @Test
    void a_user_of_freeswitch_has_a_domain() {
        assertThat(Written.errors(Written.GOOD
                        .replace("asterisk:", "freeswitch:")
                        .replace("      secret", "      user: parley\n      secret")))
                .containsExactly(
                        "parley.yaml:4: pbx[0].freeswitch.user: \"parley\" is no user of the directory. Write for"
                                + " example user: parley@pbx.example");
    }

    @Test
    void a_link_joins_rooms_that_are_parleys() {
        assertThat(Written.errors(Written.GOOD + """
                link:
                  - rooms: [main/3001, branch/3001]
                  - rooms: [main/9001, "3002"]
                  - rooms: [main/3003, main/3003]
                """))
                .containsExactly(
                        "parley.yaml:9: link[0].rooms[1]: \"branch/3001\" is on no PBX of this file. Write one of main before"
                                + " the slash.",
                        "parley.yaml:9: link[0].rooms: there are less than two. Write for example rooms: [main/3001,"
                                + " branch/4001]",
                        "parley.yaml:10: link[1].rooms[0]: \"main/9001\" is none of Parley's rooms there. Let a match under"
                                + " rooms of main fit it.",
                        "parley.yaml:10: link[1].rooms[1]: \"3002\" is no room. Write for example rooms: [main/3001,"
                                + " branch/4001]",
                        "parley.yaml:10: link[1].rooms: there are less than two. Write for example rooms: [main/3001,"
                                + " branch/4001]",
                        "parley.yaml:11: link[2].rooms[1]: \"main/3003\" is linked already. Write all its rooms into one"
                                + " link.",
                        "parley.yaml:11: link[2].rooms: there are less than two. Write for example rooms: [main/3001,"
                                + " branch/4001]");
    }

    @Test
    void a_sip_side_says_where_it_listens() {
        assertThat(errors("""
                pbx: [{name: main, asterisk: {secret: x, domain: a}, rooms: [{match: "3"}]}]
                sip: {host: chat.example}
                """))
                .singleElement()
                .asString()
                .contains("parley.yaml:2: sip.listen: there is none.", "udp:192.0.2.1:5060");
        assertThat(errors("""
                pbx: [{name: main, asterisk: {secret: x, domain: a}, rooms: [{match: "3"}]}]
                sip: {listen: ["5060"]}
                """))
                .singleElement()
                .asString()
                .contains("sip.listen[0]: \"5060\" is not transport:address:port.");
    }

    @Test
    void tls_needs_a_key_that_can_be_read() {
        assertThat(errors("""
                pbx: [{name: main, asterisk: {secret: x, domain: a}, rooms: [{match: "3"}]}]
                sip: {listen: ["tls:127.0.0.1:5061"]}
                """)).singleElement().asString().contains("has tls, and there is no key for it.");
        assertThat(errors("""
                pbx: [{name: main, asterisk: {secret: x, domain: a}, rooms: [{match: "3"}]}]
                sip: {listen: ["tls:127.0.0.1:5061"], tls: {keystore: /nowhere/sip.p12, secret: x}}
                """))
                .singleElement()
                .asString()
                .contains("/nowhere/sip.p12 cannot be read.", "openssl pkcs12 -export");
        assertThat(errors("""
                pbx: [{name: main, asterisk: {secret: x, domain: a}, rooms: [{match: "3"}]}]
                sip: {listen: ["tls:127.0.0.1:5061"], tls: {keystore: /dev/null, secret: x, trust: /nowhere/ca.p12}}
                """))
                .singleElement()
                .asString()
                .contains("/nowhere/ca.p12 cannot be read.", "keytool -importcert");
    }

    private static List<String> sipErrors(String line) {
        return errors(GOOD + "sip:\n  listen: [udp:127.0.0.1:5070]\n  " + line + "\n");
    }

    @Test
    void a_trusted_peer_is_one_machine() {
        for (String nobody : List.of("0.0.0.0", "[::]:5060", "224.0.0.1")) {
            assertThat(sipErrors("trusted: [\"" + nobody + "\"]"))
                    .as(nobody)
                    .singleElement()
                    .asString()
                    .startsWith("parley.yaml:10: sip.trusted[0]: ")
                    .contains(" is not the address of one peer. Write the address of each proxy or PBX");
        }
        for (String name :
                List.of("proxy.example", "10.0.0.0/8", "10.0.0.1:0", "10.0.0.1:70000", "10.0.0.999", ":::1")) {
            assertThat(sipErrors("trusted: [\"" + name + "\"]"))
                    .as(name)
                    .singleElement()
                    .asString()
                    .contains(" is not an address. Write ");
        }
    }

    @Test
    void a_realm_goes_into_quotes_as_it_is() {
        assertThat(sipErrors("realm: 'a\"b'"))
                .singleElement()
                .asString()
                .contains("sip.realm: \"a\"b\" is not a realm.");
    }

    @Test
    void an_accounts_file_that_is_not_there_is_told() {
        assertThat(sipErrors("users: /nowhere/sip.users"))
                .containsExactly("/nowhere/sip.users: there is no such file. Check the name, or write the file.");
    }

    @Test
    void a_presence_server_has_an_address_and_an_account_a_name_and_a_secret() {
        String sip = """
                pbx: [{name: main, asterisk: {secret: x, domain: a}, rooms: [{match: "3"}]}]
                sip:
                  listen: [udp:127.0.0.1:5070]
                  publish: %s
                """;
        assertThat(errors(sip.formatted("{expires: 5m}")))
                .singleElement()
                .asString()
                .contains("sip.publish.to: is missing. Write for example to: sip:192.0.2.5;transport=tcp");
        assertThat(errors(sip.formatted("{to: \"192.0.2.5\", expires: 5s}")))
                .satisfiesExactlyInAnyOrder(
                        error -> assertThat(error).contains("is not the address of a presence server"),
                        error -> assertThat(error).contains("5s is less than 1m"));
        assertThat(errors(sip.formatted("{to: \"sip:h\", secret: x}")))
                .singleElement()
                .asString()
                .contains("sip.publish.user: is missing, although there is a secret.");
        assertThat(errors(sip.formatted("{to: \"sip:h\", user: parley}")))
                .singleElement()
                .asString()
                .contains("sip.publish.secret: is missing.");
    }

    @Test
    void a_sip_side_listens_on_addresses_that_phones_can_answer_to() {
        for (String every : List.of("udp:0.0.0.0:5060", "tcp:[::]:5060")) {
            assertThat(errors(GOOD + "sip:\n  listen: [\"" + every + "\"]\n"))
                    .as(every)
                    .singleElement()
                    .asString()
                    .contains("is every address of this machine", "udp:192.0.2.1:5060");
        }
    }
}
