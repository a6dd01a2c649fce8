package dev.parley.conference.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema that all documents are held against does refuse what RFC 4575 §6 refuses. */
class SchemaTest {
    private static String complaint(String attributes, String content) {
        String document = "<conference-info xmlns='urn:ietf:params:xml:ns:conference-info' " + attributes + ">"
                + content + "</conference-info>";
        return Schema.complaint(document.getBytes(StandardCharsets.UTF_8));
    }

    private static String user(String content) {
        return "<users><user entity='u'>" + content + "</user></users>";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version='1'",
                "entity='a' version='-1'",
                "entity='a' version='4294967296'",
                "entity='a' state='Full'"
            })
    void wrong_attributes_are_refused(String attributes) {
        assertThat(complaint(attributes, "")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"entity='a'", "entity='a' version='4294967295'", "entity='a' state='partial' version='1'"})
    void right_attributes_are_taken(String attributes) {
        assertThat(complaint(attributes, "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<users/><conference-state/>",
                "<conference-description><conf-uris/></conference-description>",
                "<conference-description><subject/><display-text/></conference-description>",
                "<conference-description><available-media><entry label='a'/></available-media></conference-description>",
                "<conference-state><active>yes</active></conference-state>",
                "<conference-state><user-count>-1</user-count></conference-state>"
            })
    void a_wrong_room_is_refused(String content) {
        assertThat(complaint("entity='a'", content)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<roles/>",
                "<endpoint/><display-text/>",
                "<endpoint><status>muted</status></endpoint>",
                "<endpoint><status> connected </status></endpoint>",
                "<endpoint><joining-method>dialed-in</joining-method><status>connected</status></endpoint>",
                "<endpoint><joining-info><when>2026-01-01 10:00:00</when></joining-info></endpoint>",
                "<endpoint><media/></endpoint>",
                "<endpoint><media id='1' state='full'/></endpoint>"
            })
    void a_wrong_user_is_refused(String content) {
        assertThat(complaint("entity='a'", user(content))).isNotEmpty();
    }
}
