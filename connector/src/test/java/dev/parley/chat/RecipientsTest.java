package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.room.Room;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RecipientsTest {
    private static final Room ROOM = Given.room(Given.alice(), Given.bob());

    @Test
    void markup_goes_to_phones_that_show_it_and_to_no_others() {
        assertThat(htmlOf(copies(Set.of(ClientProfile.Ability.HTML)))).contains("<b>hello</b>");
        assertThat(htmlOf(copies(Set.of(ClientProfile.Ability.CPIM)))).isEmpty();
    }

    @Test
    void what_stood_on_a_text_is_told_to_phones_that_show_it_and_to_no_others() {
        assertThat(copies(Set.of(ClientProfile.Ability.CPIM)).getFirst().origin())
                .contains(new Origin(Given.ROOM, Given.alice(), Audience.everyone(), Given.NOON));
        assertThat(copies(Set.of(ClientProfile.Ability.HTML)).getFirst().origin())
                .isEmpty();
    }

    private static Optional<String> htmlOf(List<Copy> copies) {
        assertThat(copies).hasSize(1);
        return copies.getFirst().html();
    }

    private static List<Copy> copies(Set<ClientProfile.Ability> shows) {
        var phone = new ClientProfile("phone", Pattern.compile("."), Route.OUT_OF_DIALOG, true, true, shows);
        var recipients = new Recipients(
                new ClientProfiles(List.of(phone), phone), pbx -> false, OwnCalls.NONE, Duration.ofSeconds(30));
        return recipients.copies(html(Optional.empty()), Given.alice(), "Alice", List.of(ROOM));
    }

    @Test
    void a_text_that_gets_old_sooner_than_the_room_is_patient_expires_then() {
        assertThat(expiryOf(Optional.of(Given.NOON.plusSeconds(5)))).isEqualTo(Given.NOON.plusSeconds(5));
        assertThat(expiryOf(Optional.of(Given.NOON.plusSeconds(3600)))).isEqualTo(Given.NOON.plusSeconds(30));
        assertThat(expiryOf(Optional.empty())).isEqualTo(Given.NOON.plusSeconds(30));
    }

    private static Instant expiryOf(Optional<Instant> end) {
        var phone = new ClientProfile("phone", Pattern.compile("."), Route.OUT_OF_DIALOG, true, true);
        return new Recipients(new ClientProfiles(List.of(), phone), pbx -> false, OwnCalls.NONE, Duration.ofSeconds(30))
                .copies(html(end), Given.alice(), "Alice", List.of(ROOM))
                .getFirst()
                .expires();
    }

    private static Text html(Optional<Instant> expires) {
        Text plain = Given.text("hello");
        return new Text(
                plain.id(),
                plain.room(),
                plain.claim(),
                plain.contentType(),
                plain.body(),
                Optional.of("<b>hello</b>"),
                plain.audience(),
                plain.declaredBytes(),
                plain.callId(),
                plain.cseq(),
                plain.fromParley(),
                plain.automatic(),
                plain.received(),
                expires);
    }
}
