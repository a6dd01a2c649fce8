package dev.parley.sip.direct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Audience;
import dev.parley.chat.Copy;
import dev.parley.chat.Origin;
import dev.parley.chat.Part;
import dev.parley.chat.Route;
import dev.parley.chat.TextId;
import dev.parley.chat.Unsigned;
import dev.parley.room.Identity;
import dev.parley.room.Leg;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.RoomId;
import dev.parley.sip.message.ReceiptRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FormsTest {
    private static final RoomId HERE = new RoomId("main", "3001");
    private static final RoomId THERE = new RoomId("branch", "4001");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.5Z");
    private static final Member ALICE = member("alice");
    private static final Member BOB = member("bob b");

    private Optional<ReceiptRequest> asked = Optional.empty();
    private final Forms forms = new Forms(
            new Addresses(room -> "sip:" + room.name() + "@" + room.pbx() + ".example", pbx -> pbx + ".example"),
            text -> asked);

    private static Member member(String account) {
        Identity identity = account.isEmpty() ? Identity.UNKNOWN : new Identity(account, account, true);
        return new Member(new MemberId(account), identity, account, Set.of(), Leg.UNKNOWN);
    }

    private static Part part(Member sender, Audience audience, Optional<String> html) {
        Origin origin = new Origin(THERE, sender, audience, NOON);
        Copy copy = new Copy(
                new TextId("t1"),
                HERE,
                BOB,
                "Alice \"A\"",
                "hé\nyou",
                html,
                true,
                List.of(Route.DIRECT),
                "",
                NOON,
                Optional.of(origin));
        return new Part(
                copy,
                Route.DIRECT,
                "Alice: hé",
                html.map(h -> "<b>Alice:</b>" + h),
                Optional.of(new Unsigned(origin, "hé\nyou", html)));
    }

    private String only(Part part) {
        List<Content> richer = forms.richer(part);
        assertThat(richer).hasSize(1);
        return written(richer.getFirst());
    }

    private static String written(Content content) {
        return new String(content.body(), StandardCharsets.UTF_8);
    }

    @Test
    void who_wrote_it_stands_on_the_envelope_and_not_in_the_text() {
        assertThat(only(part(ALICE, Audience.everyone(), Optional.empty())))
                .isEqualTo("""
                        From: "Alice \\"A\\"" <sip:alice@branch.example>
                        To: <sip:3001@main.example>
                        DateTime: 2026-11-24T12:00:00Z

                        Content-Type: text/plain;charset=UTF-8
                        Content-Length: 7

                        hé
                        you""".replace("\n", "\r\n").replace("hé\r\nyou", "hé\nyou"));
    }

    @Test
    void a_private_text_is_to_its_reader() {
        assertThat(only(part(ALICE, new Audience.Only("bob b"), Optional.empty())))
                .contains("\r\nTo: <sip:bob%20b@main.example>\r\n");
    }

    @Test
    void whose_account_nobody_knows_has_no_address() {
        assertThat(only(part(member(""), Audience.everyone(), Optional.empty())))
                .startsWith("From: \"Alice \\\"A\\\"\" <sip:anonymous@anonymous.invalid>\r\n");
    }

    @Test
    void receipts_that_the_sender_wants_are_asked_for_and_come_by_the_room() {
        asked = Optional.of(new ReceiptRequest("m1", Set.of(ReceiptRequest.Kind.DISPLAY)));

        assertThat(only(part(ALICE, Audience.everyone(), Optional.empty()))).contains("""
                        DateTime: 2026-11-24T12:00:00Z
                        NS: imdn <urn:ietf:params:imdn>
                        imdn.Message-ID: m1
                        imdn.Disposition-Notification: display
                        imdn.IMDN-Record-Route: <sip:3001@main.example>
                        """.replace("\n", "\r\n"));
    }

    @Test
    void html_stands_in_the_envelope_and_after_it_alone() {
        List<Content> richer = forms.richer(part(ALICE, Audience.everyone(), Optional.of("<i>hé</i>")));

        assertThat(richer).extracting(Content::type).containsExactly("message/cpim", Content.HTML);
        assertThat(written(richer.get(0)))
                .contains("Content-Type: text/html;charset=UTF-8\r\n")
                .endsWith("\r\n\r\n<i>hé</i>");
        assertThat(written(richer.get(1))).isEqualTo("<b>Alice:</b><i>hé</i>");
    }
}
