package dev.parley.sip.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DigestTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final String REALM = "rooms.example";
    private static final Digest.Origin HERE = new Digest.Origin("192.0.2.1", false);
    private static final String ROOM = "sip:3001@rooms.example";

    private final Digest digest = new Digest(REALM, new Alice());
    private int uses;

    private record Alice() implements Accounts {
        @Override
        public List<DigestAlgorithm> offered() {
            return List.of(DigestAlgorithm.values());
        }

        @Override
        public Optional<String> ha1(String user, DigestAlgorithm algorithm) {
            return user.equals("alice") ? Optional.of(algorithm.hash("alice:" + REALM + ":secret")) : Optional.empty();
        }
    }

    private DigestVerdict judge(String authorization) {
        return judge(authorization, NOON);
    }

    private DigestVerdict judge(String authorization, Instant at) {
        return digest.judge(List.of(authorization), "MESSAGE", ROOM::equals, HERE, at);
    }

    private String nonce(Instant at) {
        return nonce(digest, at);
    }

    private static String nonce(Digest digest, Instant at) {
        var nonce = Pattern.compile("nonce=\"([^\"]+)\"")
                .matcher(digest.challenges(false, at).getFirst());
        assertThat(nonce.find()).isTrue();
        return nonce.group(1);
    }

    private String answer(String user, String password) {
        return answer(user, password, DigestAlgorithm.SHA_256, nonce(NOON), 1);
    }

    private String answer(String user, String password, DigestAlgorithm algorithm, String nonce, int count) {
        return answer(user, password, algorithm, nonce, "%08x".formatted(count), ROOM, "MESSAGE");
    }

    private String answer(
            String user,
            String password,
            DigestAlgorithm algorithm,
            String nonce,
            String nc,
            String uri,
            String method) {
        String ha1 = algorithm.hash(user + ":" + REALM + ":" + password);
        String response =
                new DigestCredentials(user, REALM, nonce, uri, algorithm, "c0ffee", nc, "").expected(ha1, method);
        return "Digest username=\"" + user + "\", realm=\"" + REALM + "\", nonce=\"" + nonce + "\", uri=\"" + uri
                + "\", response=\"" + response + "\", algorithm=" + algorithm.word()
                + ", cnonce=\"c0ffee\", qop=auth, nc="
                + nc;
    }

    @Test
    void the_stronger_algorithm_is_offered_first() {
        assertThat(digest.challenges(false, NOON))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .matches("Digest realm=\"rooms.example\", nonce=\"[\\w-]{48}\", algorithm=SHA-256,"
                                        + " qop=\"auth\""),
                        second -> assertThat(second).contains("algorithm=MD5, qop=\"auth\""));
        assertThat(digest.challenges(true, NOON)).allMatch(challenge -> challenge.endsWith(", stale=true"));
    }

    @Test
    void the_password_proves_the_account_with_either_algorithm() {
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            assertThat(judge(answer("alice", "secret", algorithm, nonce(NOON), 1)))
                    .isEqualTo(new DigestVerdict.Proven("alice"));
        }
    }

    @Test
    void without_an_algorithm_it_is_md5() {
        String answer =
                answer("alice", "secret", DigestAlgorithm.MD5, nonce(NOON), 1).replace(" algorithm=MD5,", "");
        assertThat(judge(answer)).isEqualTo(new DigestVerdict.Proven("alice"));
    }

    /** RFC 7616 §3.9.1. */
    @Test
    void the_examples_of_the_rfc_come_out() {
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            DigestCredentials mufasa = new DigestCredentials(
                    "Mufasa",
                    "http-auth@example.org",
                    "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
                    "/dir/index.html",
                    algorithm,
                    "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
                    "00000001",
                    "");
            String ha1 = algorithm.hash("Mufasa:http-auth@example.org:Circle of Life");
            assertThat(mufasa.expected(ha1, "GET"))
                    .isEqualTo(
                            switch (algorithm) {
                                case SHA_256 -> "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1";
                                case MD5 -> "8ca523f5e9506fed4657c9700eebdbec";
                            });
        }
    }

    @Test
    void a_wrong_password_and_an_unknown_account_are_told_alike() {
        assertThat(judge(answer("alice", "guess"))).isEqualTo(new DigestVerdict.Wrong());
        assertThat(judge(answer("nobody", "guess"))).isEqualTo(new DigestVerdict.Wrong());
    }

    @Test
    void the_hash_that_stands_in_for_an_unknown_account_opens_nothing() {
        String nonce = nonce(NOON);
        String response = new DigestCredentials(
                        "nobody", REALM, nonce, ROOM, DigestAlgorithm.MD5, "c0ffee", "00000001", "")
                .expected("nobody", "MESSAGE");
        assertThat(judge("Digest username=\"nobody\", realm=\"" + REALM + "\", nonce=\"" + nonce + "\", uri=\"" + ROOM
                        + "\", response=\"" + response + "\", algorithm=MD5, cnonce=\"c0ffee\", qop=auth, nc=00000001"))
                .isEqualTo(new DigestVerdict.Wrong());
    }

    @Test
    void an_overheard_request_proves_nothing_when_it_comes_again() {
        String answer = answer("alice", "secret");
        assertThat(judge(answer)).isEqualTo(new DigestVerdict.Proven("alice"));
        assertThat(judge(answer)).isEqualTo(new DigestVerdict.Stale());
    }

    @Test
    void a_nonce_serves_again_with_a_higher_count_only() {
        String nonce = nonce(NOON);
        assertThat(judge(answer("alice", "secret", DigestAlgorithm.MD5, nonce, 5)))
                .isEqualTo(new DigestVerdict.Proven("alice"));
        assertThat(judge(answer("alice", "secret", DigestAlgorithm.MD5, nonce, 4)))
                .isEqualTo(new DigestVerdict.Stale());
        assertThat(judge(answer("alice", "secret", DigestAlgorithm.MD5, nonce, 6)))
                .isEqualTo(new DigestVerdict.Proven("alice"));
    }

    @Test
    void a_nonce_lives_a_minute() {
        String nonce = nonce(NOON);
        String answer = answer("alice", "secret", DigestAlgorithm.SHA_256, nonce, 1);
        assertThat(judge(answer, NOON.plusSeconds(61))).isEqualTo(new DigestVerdict.Stale());
        assertThat(judge(answer, NOON.plusSeconds(59))).isEqualTo(new DigestVerdict.Proven("alice"));
    }

    @Test
    void a_nonce_of_somebody_else_is_stale() {
        for (String foreign : List.of("x", "A".repeat(48), nonce(new Digest(REALM, new Alice()), NOON))) {
            assertThat(judge(answer("alice", "secret", DigestAlgorithm.SHA_256, foreign, 1)))
                    .as(foreign)
                    .isEqualTo(new DigestVerdict.Stale());
        }
    }

    @Test
    void credentials_for_another_method_or_another_address_are_wrong() {
        String nonce = nonce(NOON);
        assertThat(judge(answer("alice", "secret", DigestAlgorithm.MD5, nonce, "00000001", ROOM, "INVITE")))
                .isEqualTo(new DigestVerdict.Wrong());
        assertThat(judge(answer(
                        "alice", "secret", DigestAlgorithm.MD5, nonce, "00000001", "sip:x@elsewhere", "MESSAGE")))
                .isEqualTo(new DigestVerdict.Wrong());
    }

    @Test
    void what_was_not_offered_is_no_credentials() {
        String good = answer("alice", "secret");
        for (String other : List.of(
                "",
                "Digest",
                "Basic YWxpY2U6c2VjcmV0",
                "NoOneKnowsThisScheme opaque-data=here",
                good.replace("algorithm=SHA-256", "algorithm=SHA-512-256"),
                good.replace("algorithm=SHA-256", "algorithm=MD5-sess"),
                good.replace("qop=auth", "qop=auth-int"),
                good.replace(", qop=auth", ""),
                good.replace("nc=00000001", "nc=1"),
                good.replace("nc=00000001", "nc=000000001"),
                good.replace("nc=00000001", "nc=0000000g"),
                good.replace("cnonce=\"c0ffee\"", "cnonce=\"\""),
                good.replace("cnonce=\"c0ffee\"", "cnonce=\"" + "c".repeat(129) + "\""),
                good.replace("realm=\"rooms.example\"", "realm=\"elsewhere\""),
                good + ", username=\"bob\"",
                good + ",",
                good.replace("username", "user name"))) {
            assertThat(judge(other)).as(other).isEqualTo(new DigestVerdict.None());
        }
    }

    @Test
    void a_count_of_zero_is_no_use() {
        assertThat(judge(answer("alice", "secret", DigestAlgorithm.MD5, nonce(NOON), 0)))
                .isEqualTo(new DigestVerdict.Stale());
    }

    @Test
    void credentials_for_other_realms_stand_beside_ours() {
        String ours = answer("alice", "secret");
        String theirs = ours.replace("realm=\"rooms.example\"", "realm=\"elsewhere\"");
        assertThat(digest.judge(List.of(theirs, ours), "MESSAGE", ROOM::equals, HERE, NOON))
                .isEqualTo(new DigestVerdict.Proven("alice"));
    }

    @Test
    void who_guesses_five_times_a_minute_is_not_listened_to_for_a_while() {
        for (int i = 0; i < 5; i++) {
            assertThat(judge(answer("alice", "guess" + i))).isEqualTo(new DigestVerdict.Wrong());
        }
        assertThat(judge(answer("alice", "secret"))).isEqualTo(new DigestVerdict.Deaf());
        assertThat(digest.judge(
                        List.of(answer("alice", "secret")),
                        "MESSAGE",
                        ROOM::equals,
                        new Digest.Origin("192.0.2.2", false),
                        NOON))
                .as("another source")
                .isEqualTo(new DigestVerdict.Proven("alice"));
        Instant later = NOON.plusSeconds(60);
        assertThat(judge(answer("alice", "secret", DigestAlgorithm.MD5, nonce(later), 1), later))
                .isEqualTo(new DigestVerdict.Proven("alice"));
    }

    @Test
    void who_guesses_behind_a_proxy_makes_nobody_deaf_to_the_others_there() {
        var proxy = new Digest.Origin("192.0.2.1", true);
        for (int i = 0; i < 6; i++) {
            String guess = answer("mallory", "guess" + i);
            assertThat(digest.judge(List.of(guess), "MESSAGE", ROOM::equals, proxy, NOON))
                    .isEqualTo(i < 5 ? new DigestVerdict.Wrong() : new DigestVerdict.Deaf());
        }
        assertThat(digest.judge(List.of(answer("alice", "secret")), "MESSAGE", ROOM::equals, proxy, NOON))
                .isEqualTo(new DigestVerdict.Proven("alice"));
    }

    @Test
    void who_mistypes_now_and_then_is_always_listened_to() {
        for (int i = 0; i < 20; i++) {
            Instant at = NOON.plus(Duration.ofSeconds(20).multipliedBy(i));
            assertThat(judge(answer("alice", "typo", DigestAlgorithm.MD5, nonce(at), 1), at))
                    .isEqualTo(new DigestVerdict.Wrong());
        }
    }

    @Test
    void no_two_nonces_are_alike() {
        Set<String> nonces = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            assertThat(nonces.add(nonce(NOON))).isTrue();
        }
    }

    @Test
    void what_is_remembered_of_nonces_is_bounded_and_no_replay_gets_through_for_it() {
        NonceUses few = new NonceUses(3);
        Instant oldest = NOON.minusSeconds(60);
        for (int i = 0; i < 100; i++) {
            assertThat(few.isNew(used("n" + i), NOON.plusMillis(i), oldest)).isTrue();
        }
        for (int i = 0; i < 100; i++) {
            assertThat(few.isNew(used("n" + i), NOON.plusMillis(i), oldest))
                    .as("n" + i)
                    .isFalse();
        }
    }

    private DigestCredentials used(String nonce) {
        return new DigestCredentials("alice", REALM, nonce, ROOM, DigestAlgorithm.MD5, "c", "00000001", "r" + uses++);
    }

    @Property
    void whatever_stands_in_the_header_proves_nothing(@ForAll String hostile) {
        assertThat(judge("Digest " + hostile)).isEqualTo(new DigestVerdict.None());
        assertThat(judge(
                        answer("alice", hostile.equals("secret") ? "x" : hostile, DigestAlgorithm.MD5, nonce(NOON), 1)))
                .isNotInstanceOf(DigestVerdict.Proven.class);
    }
}
