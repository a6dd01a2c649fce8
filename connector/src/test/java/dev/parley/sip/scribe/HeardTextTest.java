package dev.parley.sip.scribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Claim;
import dev.parley.chat.Overheard;
import dev.parley.config.ScribeConfig.Unverified;
import dev.parley.pbx.Writer;
import dev.parley.room.Identity;
import dev.parley.room.Leg;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.Room;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the configuration makes of the different certainties. */
class HeardTextTest {
    private static final RoomId ID = new RoomId("main", "3001");
    private static final MemberId ALICE = new MemberId("1.1");

    private final Room room = Room.empty(ID)
            .apply(new RoomEvent.Joined(
                    ID,
                    new Member(
                            ALICE,
                            new Identity("alice", "alice", true),
                            "Alice A",
                            Set.of(),
                            new Leg("c", "x", Set.of(), "192.0.2.1:5060")),
                    Instant.EPOCH));

    @Test
    void a_proven_writer_is_the_member_whatever_is_configured() {
        for (Unverified any : Unverified.values()) {
            Claim claim = HeardText.claim(new Writer.Proven(ALICE, "Alice A"), room, any);
            assertThat(claim.leg()).contains(ALICE);
            assertThat(claim.source()).isEqualTo("192.0.2.1:5060");
        }
    }

    @Test
    void a_name_counts_as_the_member_only_where_names_are_trusted() {
        assertThat(named(Unverified.TRUST).leg()).contains(ALICE);
        assertThat(named(Unverified.RELAY).leg()).isEmpty();
        assertThat(named(Unverified.RELAY).overheard()).contains(new Overheard("Ali", Optional.of(ALICE), true));
        assertThat(named(Unverified.REFUSE).overheard()).contains(new Overheard("Ali", Optional.of(ALICE), false));
    }

    @Test
    void an_unknown_name_is_nobodys_even_where_names_are_trusted() {
        Claim claim = HeardText.claim(new Writer.Unknown("Eve"), room, Unverified.TRUST);
        assertThat(claim.leg()).isEmpty();
        assertThat(claim.overheard()).contains(new Overheard("Eve", Optional.empty(), true));
        assertThat(HeardText.claim(new Writer.Unknown("Eve"), room, Unverified.REFUSE)
                        .overheard())
                .contains(new Overheard("Eve", Optional.empty(), false));
    }

    private Claim named(Unverified unverified) {
        return HeardText.claim(new Writer.Named(ALICE, "Ali"), room, unverified);
    }
}
