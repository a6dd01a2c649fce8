package dev.parley.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.ClientProfile;
import dev.parley.chat.ClientProfiles;
import dev.parley.chat.Route;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltInProfilesTest {
    private final ClientProfiles profiles = ConfigFile.defaults(List.of()).profiles();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # User-Agent                                              | profile            | in-dialog | name in text
            Linphone/5.1.65 (belle-sip/5.1.65)                        | Linphone           | false     | true
            Linphone-Desktop/5.2.4 (Debian) ubuntu/22.04 Qt/5.15.2 LinphoneCore/5.3.47 | Linphone | false | true
            LinphoneAndroid/5.2.5 (Pixel) LinphoneSDK/5.3.40          | Linphone           | false     | true
            LinphoneiOS/5.2.3 (iPhone) LinphoneSDK/5.3.35             | Linphone           | false     | true
            Jitsi2.11.5633Linux                                       | Jitsi              | true      | false
            baresip v1.0.0 (x86_64/linux)                             | baresip            | true      | true
            Twinkle/1.10.2                                            | Twinkle            | true      | false
            MicroSIP/3.21.3                                           | MicroSIP and pjsua | true      | true
            PJSUA v2.13 Linux-5.10/x86_64/glibc-2.31                  | MicroSIP and pjsua | true      | true
            Blink 5.1.8 (Linux)                                       | Blink              | false     | true
            sipsimple 3.4.2 - pjsip 2.2.1                             | Blink              | false     | true
            Zoiper rv2.10.20.4                                        | Zoiper             | true      | true
            Z 5.6.4 rv2.10.20.5                                       | Zoiper             | true      | true
            Bria 6.5                                                  | Bria               | true      | true
            Bria 5 release 5.8.3 stamp 102711                         | Bria               | true      | true
            X-Lite release 5.4.0 stamp 94385                          | Bria               | true      | true
            SIP.js/0.7.8                                              | SIP.js before 0.20 | false     | true
            SIP.js/0.17.1                                             | SIP.js before 0.20 | false     | true
            SIP.js/0.20.0                                             | SIP.js             | true      | true
            SIP.js/0.21.2                                             | SIP.js             | true      | true
            Browser Phone 0.3.26 (SIPJS - 0.20.0) Mozilla/5.0         | SIP.js             | true      | true
            JsSIP 3.10.0                                              | JsSIP              | true      | true
            snom870/8.7.5.35                                          | Snom               | true      | true
            Yealink SIP-T46S 66.85.0.5                                | Yealink            | true      | true
            Grandstream GXP2170 1.0.11.3                              | Grandstream        | true      | true
            Polycom/5.9.0                                             | Polycom            | true      | true
            PolycomVVX-VVX_411-UA/5.9.5.0614                          | Polycom            | true      | true
            ''                                                        | default            | true      | true
            Asterisk PBX 22.10.1                                      | default            | true      | true
            """)
    void a_phone_is_known_by_its_user_agent(String agent, String name, boolean inDialog, boolean nameInText) {
        assertThat(profiles.of(agent))
                .extracting(ClientProfile::name, ClientProfile::inDialog, ClientProfile::nameInText)
                .containsExactly(name, inDialog, nameInText);
    }

    @Test
    void every_kind_of_phone_is_written_to_outside_of_the_call_first() {
        assertThat(profiles.profiles()).extracting(ClientProfile::prefer).containsOnly(Route.OUT_OF_DIALOG);
        assertThat(profiles.otherwise().prefer()).isEqualTo(Route.OUT_OF_DIALOG);
    }
}
