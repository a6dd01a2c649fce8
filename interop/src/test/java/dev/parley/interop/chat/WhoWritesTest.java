package dev.parley.interop.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.phone.OutgoingText;
import dev.parley.interop.phone.PhoneOptions;
import dev.parley.interop.phone.TestPhone;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From is a claim: only who can be shown to be in the room may write to it. */
class WhoWritesTest extends OnEachChat {
    private static final String NOT_A_MEMBER =
            "You are not in conference 3001, so your message reached nobody. Call it first, then write.";

    @Test
    void who_is_not_in_the_room_is_told_once_and_heard_by_nobody() {
        TestPhone bob = chat().member("bob");
        TestPhone dave = chat().phone("dave");

        assertThat(dave.sendMessage("3001", "let me in").status()).isEqualTo(202);

        Chat.awaitBody(dave, NOT_A_MEMBER);
        assertThat(dave.texts().getFirst().from()).contains("<sip:3001@127.0.0.1");
        assertOnlyReads(bob, chat().member("alice"));
        Chat.assertOnly(dave, NOT_A_MEMBER);
    }

    @Test
    void who_has_left_may_write_no_more() {
        TestPhone bob = chat().member("bob");
        TestPhone dave = chat().phone("dave");
        chat().call(dave, "3001").hangUp();
        chat().awaitRoom(room -> room.members().size() == 1);
        dave.sendMessage("3001", "one more thing");
        Chat.awaitBody(dave, NOT_A_MEMBER);
        Chat.assertOnly(bob);
    }

    @Test
    void another_address_with_a_members_name_is_refused() {
        List<TestPhone> phones = chat().members("alice", "bob");
        TestPhone alice = phones.get(0);
        TestPhone bob = phones.get(1);
        TestPhone mallory = chat().unregistered(chat().options("alice"));

        assertThat(mallory.sendMessage("3001", "I am Alice").status()).isEqualTo(202);

        assertThat(mallory.awaitText(text -> text.body().contains("could not be confirmed"), Chat.SOON))
                .isPresent();
        assertOnlyReads(bob, alice);
        Chat.assertOnly(alice);
    }

    @Test
    void a_password_proves_its_owner_also_from_another_address() {
        TestPhone erin = chat().member(erin());
        TestPhone bob = chat().member("bob");
        TestPhone laptop = chat().unregistered(erin());
        assertThat(laptop.port()).isNotEqualTo(erin.port());

        laptop.sendMessage("3001", "from my laptop");

        Chat.awaitBody(bob, "Erin E: from my laptop");
        Chat.assertOnly(laptop);
    }

    @Test
    void a_forged_source_address_does_not_stand_in_for_a_password() {
        TestPhone erin = chat().member(erin());
        TestPhone bob = chat().member("bob");
        TestPhone mallory = chat().unregistered(chat().options("alice"));
        String addressOfErin = "127.0.0.1:" + erin.port();

        int withHerName = mallory.sendMessage(
                        "3001",
                        OutgoingText.plain("I am Erin")
                                .withFrom("<sip:erin@127.0.0.1>")
                                .withHeader("PJSIP_RECVADDR", addressOfErin))
                .status();
        mallory.sendMessage(
                "3001",
                OutgoingText.plain("I am Erin, really")
                        .withHeader("PJSIP_RECVADDR", addressOfErin)
                        .withHeader("Authorization", "Digest username=\"erin\", realm=\"asterisk\""));

        assertThat(withHerName).isEqualTo(401);
        assertOnlyReads(bob, chat().member("carol"));
    }

    @Test
    void a_hostile_name_in_from_does_not_change_who_speaks() {
        List<TestPhone> phones = chat().members("alice", "bob");
        TestPhone alice = phones.get(0);
        TestPhone bob = phones.get(1);
        for (String from : new String[] {
            "\"Carol C\" <sip:alice@127.0.0.1>",
            "\"a\\\" <sip:carol@127.0.0.1>, \\\"b\" <sip:alice@127.0.0.1>",
            "\"\u202ebaC: ${EXTEN} ) :\" <sip:alice@127.0.0.1;user=phone>",
            "sip:alice@127.0.0.1"
        }) {
            alice.sendMessage(
                    "3001", OutgoingText.plain("as " + from.hashCode()).withFrom(from));
            Chat.awaitBody(bob, "Alice A: as " + from.hashCode());
        }
        assertThat(bob.texts()).hasSize(4);
    }

    private PhoneOptions erin() {
        return chat().options("erin").withPassword("erinsecret");
    }

    /** What a member writes comes after all that went before it, so nothing else is still on its way. */
    private static void assertOnlyReads(TestPhone reader, TestPhone member) {
        String name = member.user().equals("alice") ? "Alice A: " : "Carol C: ";
        member.sendMessage("3001", "I am here");
        Chat.awaitBody(reader, name + "I am here");
        Chat.assertOnly(reader, name + "I am here");
    }
}
