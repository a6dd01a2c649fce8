package dev.parley.sip.focus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A PBX that asks for no passwords, because Parley has and says who calls (RFC 3325). */
@Execution(ExecutionMode.CONCURRENT)
class VouchedForTest {
    private static final String TO = "sip:3001@conf.example";

    @TempDir
    Path home;

    private Given focus;
    private Ua phone;
    private Caller caller;

    @BeforeEach
    void open() throws Exception {
        Path users = home.resolve("sip.users");
        Files.createFile(users, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(users, "alice:parley:" + md5("alice:parley:secret") + "\n");
        focus = Given.vouching(users);
        phone = focus.phone("alice");
        caller = new Caller(phone, "3001");
    }

    @AfterEach
    void close() {
        phone.close();
        focus.close();
    }

    @Test
    void parley_itself_asks_who_calls() throws Exception {
        caller.invite("");

        Packet asked = phone.awaitAnswer(401, "INVITE");
        assertThat(asked.all("WWW-Authenticate")).anyMatch(challenge -> challenge.contains("realm=\"parley\""));
        assertThat(focus.pbx().history()).isEmpty();
    }

    @Test
    void the_pbx_hears_who_calls_and_sees_no_password() throws Exception {
        caller.invite("");
        caller.invite(credentials(phone.awaitAnswer(401, "INVITE"), "secret"));

        Packet invite = Callee.called(focus.pbx()).invite();
        assertThat(invite.header("P-Asserted-Identity")).isEqualTo("<sip:alice@pbx.example>");
        assertThat(invite.find("Authorization")).isEmpty();
    }

    @Test
    void a_wrong_password_is_asked_for_again_and_goes_no_further() throws Exception {
        caller.invite("");
        caller.invite(credentials(phone.awaitAnswer(401, "INVITE"), "guessed"));

        phone.awaitAnswer(401, "INVITE");
        assertThat(focus.pbx().history()).isEmpty();
    }

    @Test
    void what_a_phone_asserts_of_itself_counts_for_nothing() throws Exception {
        caller.invite("P-Asserted-Identity: <sip:alice@pbx.example>\r\n");

        phone.awaitAnswer(401, "INVITE");
    }

    private static String credentials(Packet asked, String password) throws Exception {
        String challenge = asked.all("WWW-Authenticate").stream()
                .filter(each -> !each.contains("SHA-256"))
                .findFirst()
                .orElseThrow();
        String nonce = challenge.replaceFirst("(?s).*nonce=\"([^\"]*)\".*", "$1");
        String ha1 = md5("alice:parley:" + password);
        String response = md5(ha1 + ":" + nonce + ":00000001:c0ffee:auth:" + md5("INVITE:" + TO));
        return "Authorization: Digest username=\"alice\", realm=\"parley\", nonce=\"" + nonce + "\", uri=\"" + TO
                + "\", response=\"" + response + "\", algorithm=MD5, cnonce=\"c0ffee\", qop=auth, nc=00000001\r\n";
    }

    private static String md5(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }
}
