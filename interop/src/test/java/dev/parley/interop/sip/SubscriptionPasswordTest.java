package dev.parley.interop.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.FreePort;
import dev.parley.interop.sip.Subscriber.Wish;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passwords by which somebody subscribes from elsewhere than from the call, and that a proxy wants of a NOTIFY. */
class SubscriptionPasswordTest {
    @TempDir
    private Path dir;

    @Test
    void who_subscribes_from_elsewhere_is_asked_for_the_password_of_the_account() throws Exception {
        try (SipRooms rooms = new SipRooms("", "realm: rooms\nusers: " + users());
                Subscriber bob = new Subscriber("bob", rooms.port())) {
            rooms.joins("3001", SipRooms.leg("bob", "192.0.2.1:5060"));
            rooms.awaitHappened("3001");

            SipText asked = bob.ask(bob.wish("3001"));
            assertThat(asked.status()).isEqualTo(401);
            assertThat(bob.ask(answering(bob, asked, "guess")).status()).isEqualTo(401);

            Wish right = answering(bob, asked, "secret");
            SipText accepted = bob.ask(right);
            assertThat(accepted.status()).isEqualTo(200);
            assertThat(bob.awaitNotify(1).body()).contains("sip:bob@pbx.example");
            SipText refreshed = bob.ask(bob.again(right, accepted, 2).without("Authorization"));
            assertThat(refreshed.status())
                    .as("nobody else knows the tags of the dialog")
                    .isEqualTo(200);
        }
    }

    /** RFC 7616 §5.5. */
    @Test
    void a_password_that_was_overheard_opens_nothing_a_second_time() throws Exception {
        try (SipRooms rooms = new SipRooms("", "realm: rooms\nusers: " + users());
                Subscriber bob = new Subscriber("bob", rooms.port());
                Subscriber mallory = new Subscriber("bob", rooms.port())) {
            rooms.joins("3001", SipRooms.leg("bob", "192.0.2.1:5060"));
            rooms.awaitHappened("3001");
            SipText asked = bob.ask(bob.wish("3001"));
            String overheard = authorization(asked, "secret");
            assertThat(bob.ask(bob.wish("3001").with("Authorization", overheard))
                            .status())
                    .isEqualTo(200);

            SipText refused = mallory.ask(mallory.wish("3001").with("Authorization", overheard));

            assertThat(refused.status()).isEqualTo(401);
            bob.awaitNotify(1);
            assertThat(mallory.notifies()).isEmpty();
        }
    }

    @Test
    void a_notify_that_the_proxy_wants_a_password_for_is_sent_again_with_it_once() {
        int proxy = FreePort.udpAndTcp();
        try (SipRooms rooms = new SipRooms("contacts: [10.0.0.0/8]", account(proxy));
                Subscriber bob = new Subscriber("bob", rooms.port(), proxy)) {
            rooms.joins("3001", SipRooms.leg("bob", bob.address()));
            rooms.awaitHappened("3001");
            bob.answersWith(notify -> notify.find("Proxy-Authorization").isPresent() ? "200 OK" : challenge("407"));

            bob.ask(behind(bob));

            assertThat(bob.awaitNotify(1).find("Proxy-Authorization")).isEmpty();
            SipText again = bob.awaitNotify(2);
            assertThat(again.header("CSeq")).isEqualTo("2 NOTIFY");
            assertThat(again.body()).isEqualTo(bob.awaitNotify(1).body());
            String expected = sha(sha("parley:proxy:proxy secret") + ":n1:" + sha("NOTIFY:" + again.requestUri()));
            assertThat(again.header("Proxy-Authorization"))
                    .contains("username=\"parley\"", "response=\"" + expected + "\"");
            rooms.joins("3001", SipRooms.leg("alice", "192.0.2.2:5060"));
            assertThat(bob.awaitNotify(notify -> notify.body().contains("sip:alice@"))
                            .header("CSeq"))
                    .as("the subscription goes on")
                    .isEqualTo("3 NOTIFY");
        }
    }

    @Test
    void nobody_but_the_proxy_is_given_a_digest_of_its_password_and_the_subscription_stays() {
        try (SipRooms rooms = new SipRooms("", account(FreePort.udpAndTcp()));
                Subscriber bob = rooms.member("3001", "bob")) {
            bob.answersWith(notify -> challenge("407"));
            Wish first = bob.wish("3001");

            SipText accepted = bob.ask(first);
            bob.awaitNotify(1);
            bob.answersWith("200 OK");
            bob.ask(bob.again(first, accepted, 2));

            SipText next = bob.awaitNotify(2);
            assertThat(next.find("Proxy-Authorization")).isEmpty();
            assertThat(next.header("Subscription-State")).startsWith("active");
        }
    }

    private static String account(int proxy) {
        return "proxy: sip:127.0.0.1:" + proxy + ";lr\nproxy-user: parley\nproxy-secret: proxy secret\n";
    }

    private static Wish behind(Subscriber proxy) {
        return proxy.wish("3001")
                .with("Record-Route", "<sip:" + proxy.address() + ";lr>")
                .with("Contact", "<sip:bob@10.0.0.7:5060>");
    }

    private static String challenge(String code) {
        return code + " Who\r\nProxy-Authenticate: Digest realm=\"proxy\", nonce=\"n1\", algorithm=SHA-256";
    }

    private Path users() throws Exception {
        Path file = Files.writeString(dir.resolve("users"), "bob:rooms:" + sha("bob:rooms:secret") + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static Wish answering(Subscriber bob, SipText asked, String password) {
        return bob.wish("3001").with("Authorization", authorization(asked, password));
    }

    private static String authorization(SipText asked, String password) {
        String challenge = asked.header("WWW-Authenticate");
        String nonce = challenge.replaceFirst(".*nonce=\"([^\"]*)\".*", "$1");
        String uri = "sip:3001@127.0.0.1";
        String response =
                sha(sha("bob:rooms:" + password) + ":" + nonce + ":00000001:c1:auth:" + sha("SUBSCRIBE:" + uri));
        return "Digest username=\"bob\", realm=\"rooms\", nonce=\"" + nonce + "\", uri=\"" + uri
                + "\", algorithm=SHA-256, qop=auth, nc=00000001, cnonce=\"c1\", response=\"" + response + "\"";
    }

    private static String sha(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
