package dev.parley.conference;

import static dev.parley.conference.Given.ALICE;
import static dev.parley.conference.Given.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conference.reader.Dom;
import dev.parley.room.Identity;
import dev.parley.room.Leg;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** RFC 4575 §8.2: different documents for different subscribers. */
class ViewTest {
    private static final ConferenceInfo INFO =
            Given.info(ALICE.described(Identity.UNKNOWN, new Leg("call", "Phone/1.0", Set.of(), "")), BOB);

    private static Element seenBy(View view) {
        return Dom.valid(Sequence.begin().full(view.of(INFO)).document().bytes());
    }

    @Test
    void a_moderator_sees_all() {
        assertThat(View.MODERATOR.of(INFO)).isEqualTo(INFO);
        assertThat(Dom.texts(seenBy(View.MODERATOR), "users/user/endpoint/display-text"))
                .containsExactly("Phone/1.0");
    }

    @Test
    void a_member_sees_everybody_but_not_what_their_phones_run() {
        Element root = seenBy(View.MEMBER);
        assertThat(Dom.texts(root, "users/user/display-text")).containsExactly("Alice", "Bob");
        assertThat(Dom.texts(root, "users/user/roles/entry")).containsExactly("moderator", "participant");
        assertThat(Dom.all(root, "users/user/endpoint/display-text")).isEmpty();
    }

    @Test
    void an_outsider_sees_how_many_there_are_and_nothing_else() {
        Element root = seenBy(View.OUTSIDER);
        assertThat(Dom.text(root, "conference-state")).isEqualTo("2");
        assertThat(Dom.all(root, "users/user")).isEmpty();
        assertThat(Dom.text(root, "conference-description")).isEqualTo("Stand-upStand-up");
    }

    @Test
    void an_outsider_hears_nothing_of_what_does_not_change_the_number() {
        var told = Sequence.begin().full(View.OUTSIDER.of(INFO)).delivered();
        assertThat(told.next(View.OUTSIDER.of(Given.info(Given.member("9", "zoe", "Zoe"), BOB))))
                .isEmpty();
        assertThat(told.next(View.OUTSIDER.of(Given.info(BOB)))).isPresent();
    }

    @Test
    void a_reduced_document_has_each_users_entity_and_status() {
        Element root = seenBy(View.REDUCED);
        assertThat(Dom.texts(root, "users/user")).containsExactly("connected", "connected");
        assertThat(Dom.all(root, "users/user").getFirst().getAttribute("entity"))
                .isEqualTo("sip:alice@pbx.example");
        assertThat(Dom.text(root, "conference-state/user-count")).isEqualTo("2");
    }
}
