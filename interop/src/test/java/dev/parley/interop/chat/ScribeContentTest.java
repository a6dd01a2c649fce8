package dev.parley.interop.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.ClientProfile;
import dev.parley.chat.ClientProfile.Ability;
import dev.parley.chat.ClientProfiles;
import dev.parley.chat.Route;
import dev.parley.config.ScribeConfig.Unverified;
import dev.parley.interop.FreePort;
import dev.parley.interop.asterisk.AsteriskServer;
import dev.parley.interop.connector.Settings;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.OutgoingText;
import dev.parley.interop.phone.ReceivedText;
import dev.parley.interop.phone.TestPhone;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What phones write inside their calls beside plain text, to phones that Parley writes to itself. */
class ScribeContentTest extends OnEachChat {
    private static final ClientProfile RICH = new ClientProfile(
            "rich",
            Pattern.compile("^Rich"),
            Route.OUT_OF_DIALOG,
            true,
            false,
            Set.of(Ability.HTML, Ability.COMPOSING));
    private static final ClientProfile PLAIN =
            new ClientProfile("plain", Pattern.compile("."), Route.OUT_OF_DIALOG, true, true);
    private static final String TYPING = "application/im-iscomposing+xml";

    @Override
    Settings settings(AsteriskServer asterisk) {
        return super.settings(asterisk)
                .withScribe(Unverified.RELAY)
                .withSip("listen: [udp:127.0.0.1:" + FreePort.udpAndTcp() + "]\ndirect: yes")
                .withProfiles(new ClientProfiles(List.of(RICH), PLAIN));
    }

    private static OutgoingText text(String body, String type) {
        return OutgoingText.of(body.getBytes(StandardCharsets.UTF_8), type);
    }

    private static OutgoingText typing(String state) {
        return text(
                "<isComposing xmlns='urn:ietf:params:xml:ns:im-iscomposing'><state>" + state + "</state></isComposing>",
                TYPING);
    }

    @Test
    void html_is_html_for_whoever_can_show_it_and_text_for_the_others() {
        Call call = chat().call(chat().phone("alice"), "3001");
        TestPhone bob = chat().member(chat().options("bob").withUserAgent("Rich/1.0"));
        TestPhone carol = chat().member("carol");
        ScribeLeg.await(chat().asterisk());

        call.sendMessage(text("<b>hello</b><script>evil()</script>", "text/html"));

        Chat.awaitBody(carol, "Alice A: hello");
        Chat.awaitBody(bob, "<b>hello</b>");
        assertThat(bob.texts().getFirst().contentType()).startsWith("text/html");
        Chat.assertOnly(carol, "Alice A: hello");
    }

    @Test
    void that_somebody_types_only_those_hear_who_can_show_it() {
        TestPhone alice = chat().phone("alice");
        Call call = chat().call(alice, "3001");
        TestPhone bob = chat().member(chat().options("bob").withUserAgent("Rich/1.0"));
        TestPhone carol = chat().member("carol");
        ScribeLeg.await(chat().asterisk());

        call.sendMessage(typing("active"));

        assertThat(bob.awaitText(text -> text.contentType().equals(TYPING), Chat.SOON))
                .hasValueSatisfying(notice -> assertThat(notice.body()).contains("<state>active</state>"));
        call.sendMessage("done");
        Chat.awaitBody(bob, "done");
        Chat.awaitBody(carol, "Alice A: done");
        Chat.assertOnly(carol, "Alice A: done");
        assertThat(alice.texts()).isEmpty();
    }

    @Test
    void whoever_cannot_be_told_for_certain_is_not_said_to_type() {
        Call call = chat().call(chat().phone(chat().options("carol").withDisplay("Alice A")), "3001");
        TestPhone bob = chat().member(chat().options("bob").withUserAgent("Rich/1.0"));
        ScribeLeg.await(chat().asterisk());

        call.sendMessage(typing("active"));
        call.sendMessage("done");

        Chat.awaitBody(bob, "done");
        assertThat(bob.texts()).extracting(ReceivedText::contentType).noneMatch(TYPING::equals);
    }
}
